// How errands are run, on the jobs' thread.

import Foundation
import Frames
import Ingest
import Review

extension Errand {
    /// Does it, and says in a line what came of it.
    func run(_ store: ReviewStore, _ jobs: Jobs, _ context: StageContext) throws -> String {
        switch self {
        case .check:
            let found = try store.check(repair: false)
            guard let first = found.first else { return "All labels in effect are what imports and decisions say." }
            return "\(counted(found.count, "finding")); rarity check --repair mends it. \(first.printable(limit: 200))"
        case .backup(let path):
            try store.backup(to: path)
            return "The database is copied to \(path.printable(limit: 200))."
        case .report(let path):
            let (evaluation, problems) = try EvaluateErrors.run(store, prices: jobs.prices, context: context)
            let content = try ReportContent(store, evaluation, prices: jobs.prices, pictures: 12, context: context)
            try FileReplacement.write(ReportPage.html(content), to: path)
            return "The report is in \(path.printable(limit: 200))." + (problems.first.map { " \($0.printable(limit: 200))" } ?? "")
        case .labels(let path):
            let ending = (path as NSString).pathExtension.lowercased()
            guard let form: LabelFormat = ["csv": .csv, "jl": .jl, "jsonl": .jl][ending] else {
                throw ReviewError.invalid("\(path.printable(limit: 200)): labels are written to a .csv or a .jl.")
            }
            let labels = try store.episodes().flatMap { try store.exportedLabels($0.code, humanOnly: false) }
            try FileReplacement.write(LabelExport.text(labels, form, model: try store.currentModel()?.name), to: path)
            return "\(counted(labels.count, "label")) in \(path.printable(limit: 200))."
        case .manifests:
            let lines = try store.episodes().filter { $0.labelled > 0 }.map { try jobs.export(store, $0) }
            return lines.isEmpty ? "No episode has a class yet." : "\(counted(lines.count, "manifest")): \(lines[0])" + (lines.count > 1 ? ", …" : ".")
        case .shots:
            let found = try FindShots.run(store, try store.episodes().map(\.code), missingOnly: true, context: context)
            return found.isEmpty ? "The shots of every episode are found already." : "Shots found in \(counted(found.count, "episode"))."
        }
    }
}
