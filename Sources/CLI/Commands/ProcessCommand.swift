// `rarity process`: all stages in a row.

import ArgumentParser
import Foundation
import Frames
import Review

struct ProcessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "process",
        abstract: "All stages in a row: import, shots, embed, train, predict, evaluate, manifest. What is done already is skipped.")

    @OptionGroup var sheets: SheetOptions
    @OptionGroup var options: CommonOptions

    func run() throws {
        var steps: [ProcessStep] = []
        func tell(_ step: ProcessStep) {
            steps.append(step)
            if options.json { return }
            let name = step.stage.padding(toLength: 9, withPad: " ", startingAt: 0)
            if step.failed { Console.error("rarity: \(step.stage): \(step.line)") } else { Console.print("\(name) \(step.line)") }
        }
        let outcome = try StageRun.run(options) { context -> ImportOutcome in
            let outcome = try sheets.stage(context).run(try options.makeStore(), context: context)
            for failure in outcome.failures { tell(ProcessStep(stage: "import", line: failure.description, failed: true)) }
            for report in outcome.reports { tell(ProcessStep(stage: "import", line: Self.line(report))) }
            guard ReviewStore.exists(path: options.database) else { return outcome }
            let store = try options.openStore()
            // An episode whose sheet could not be read now may have been imported before.
            let known = Set(try store.episodes().map(\.code))
            let codes = (outcome.reports.map(\.episode) + outcome.failures.map(\.episode).filter(known.contains)).sorted()
            guard !codes.isEmpty else { return outcome }
            try ProcessEpisodes(store, episodes: codes, context: context, describe: EvaluationText.headline, tell: tell).run()
            return outcome
        }
        if options.json { try Console.print(json: ["stages": steps]) }
        if !options.json { ProblemList.show(outcome.reports.flatMap(\.problems), options) }
        if steps.contains(where: \.failed) { throw ExitCode.failure }
    }

    private static func line(_ report: ImportReport) -> String {
        let changes = report.new == 0 && report.changed == 0 && report.gone.isEmpty ? "nothing new"
            : "\(report.new) new, \(report.changed) changed, \(report.gone.count) gone"
        return "\(report.episode): \(counted(report.rows, "row")), \(changes), \(counted(report.problems.count, "problem")) in the sheet"
    }
}
