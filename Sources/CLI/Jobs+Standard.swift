// What the app asks the stages to do, bound here since the app knows none of them.

import Foundation
import Frames
import Ingest
import Model
import Review
import TUI

extension Jobs {
    static func standard(prices: ClassPrices) -> Jobs {
        Jobs(prices: prices, train: { store, context in
            try head(store, TrainSettings(), context)
        }, trainOther: { store, training, context in
            guard let kind = NetworkKind(rawValue: training.kind) else {
                return try head(store, TrainSettings(head: .logistic), context)
            }
            return try network(store, kind, training, context)
        }, export: { store, episode in
            var manifest = Manifest(.jl)
            let export = try store.add(episode.code, to: &manifest)
            try FileReplacement.write(manifest.bytes, to: episode.manifestFile, below: ".")
            return "\(export.lines) lines in \(episode.manifestFile.printable(limit: 100))"
        })
    }

    private static func head(_ store: ReviewStore, _ settings: TrainSettings, _ context: StageContext) throws -> String {
        let report = try TrainModel.run(store, settings: settings, context: context)
        let seconds = (report.seconds * 10).rounded() / 10
        let headline = "\(report.model) trained in \(seconds) s: every prediction is new."
        return text(headline, report.figures, report.problems)
    }

    /// A whole network from scratch; one that is stopped goes on with `:train KIND resume`.
    private static func network(_ store: ReviewStore, _ kind: NetworkKind, _ training: OtherTraining, _ context: StageContext) throws -> String {
        do {
            let report = training.resumes ? try TrainNetwork.resume(store, kind, epochs: nil, context: context)
                : try TrainNetwork.run(store, settings: NetworkSettings(network: kind, epochs: training.epochs), context: context)
            let headline = "\(report.model) trained on \(counted(report.trainedOn, "frame"))" + (report.isCurrent ? " and current." : "; R lists it, c makes it current.")
            return text(headline, report.figures, report.problems)
        } catch is StageCancelled {
            throw ReviewError.invalid(TrainNetwork.canResume(store, kind) ? "Stopped; :train \(kind.rawValue) resume goes on from the last checkpoint."
                : "Stopped before the first checkpoint; nothing was kept.")
        }
    }

    private static func text(_ headline: String, _ figures: ModelFigures, _ problems: [String]) -> String {
        ([headline, ""] + FiguresTable.lines(figures) + problems).joined(separator: "\n")
    }
}
