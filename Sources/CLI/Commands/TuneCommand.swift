// `rarity tune`: one round of iterative tuning; run it again after every few decisions.

import ArgumentParser
import Frames
import Review

struct TuneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tune",
        abstract: "Train, judge by the audit set, and name the next frames to review, until the bound on the error is below a percentage.",
        discussion: """
            The audit is drawn once, from all scenes, and its frames are to be decided blind (rarity review --queue audit). Tuning stops when the upper 95 % \
            bound of its error is below the percentage, or when the error has not improved for some rounds. The state is kept \
            in the database: run it again after reviewing, also after a restart.
            """)

    @Option(help: ArgumentHelp("Stop when the bound on the error is below this.", valueName: "percent"))
    var untilError: Double

    @Option(help: "Rounds without improvement until it stops.")
    var patience = 3

    @Option(help: "How many frames to name.")
    var count = 12

    @Option(help: "Draws the audit, where it was not drawn yet.")
    var seed: UInt64 = 0

    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard untilError > 0, untilError < 100 else { throw ValidationError("--until-error takes a percentage between 0 and 100.") }
        guard patience > 0, count >= 0 else { throw ValidationError("--patience takes a number above 0, --count one from 0 on.") }
    }

    func run() throws {
        let store = try options.openStore()
        let settings = TuneSettings(untilError: untilError, patience: patience, count: count, seed: seed)
        let report = try StageRun.run(options) { try TuneModel.run(store, settings: settings, context: $0) }
        ProblemList.show(report.problems, options)
        if options.json { return try Console.print(json: Result(report)) }
        var table = Table(["round", "model", "labels", "audited", "wrong", "error %", "95 % bound"], numbers: [0, 2, 3, 4, 5, 6])
        for (index, round) in report.rounds.enumerated() {
            table.add(["\(index + 1)", round.model.printable(), "\(round.labels)", "\(round.audited)", "\(round.wrong)"]
                + [round.errorPercent, round.upperPercent].map { $0.map { EvaluationText.decimal($0, 1) } ?? "-" })
        }
        for line in table.lines { Console.print(line) }
        Console.print("")
        for line in state(report) { Console.print(line) }
        if let comparison = report.comparison { for line in ComparisonText.summary(comparison) { Console.print(line) } }
        guard !report.next.isEmpty else { return }
        Console.print("\nReview next:")
        var next = Table(["frame", "predicted", "why"], numbers: [])
        for one in report.next { next.add([one.frame, one.predicted?.name ?? "hidden", one.why]) }
        for line in next.lines { Console.print(line) }
    }

    private func state(_ report: TuneReport) -> [String] {
        let audit = report.audit, target = EvaluationText.decimal(untilError, 1)
        var lines: [String] = []
        if report.drew { lines.append("Drew an audit of \(counted(audit.drawn, "frame")) from all scenes; it stays as it is. Decide it with rarity review --queue audit.") }
        switch report.round.stop {
        case .reached: lines.append("Done: with 95 % confidence the error is below \(target) %.")
        case .patience: lines.append("Stopped: the error has not improved for \(counted(patience, "round")). More labels of the same kind will not help; look at the suspects.")
        case nil:
            lines.append(audit.decided < audit.drawn
                ? "\(audit.drawn - audit.decided) of \(audit.drawn) audit frames are left to decide."
                : "The bound is not below \(target) % yet: review the frames below and run this again.")
            if audit.drawn < AuditFigures.needed(forPercent: untilError) {
                lines.append("The audit is too small for \(target) %: even with no error it bounds it at \(EvaluationText.decimal(audit.bestBound, 1)) %.")
            }
        }
        if audit.blind < audit.decided {
            lines.append("\(audit.decided - audit.blind) of \(audit.decided) audited frames were decided with the prediction in view, which flatters it.")
        }
        return lines
    }

    private struct Result: Encodable {
        let target_pct: Double
        let rounds: [TuningRound]
        let stop: String?
        let audit: [String: Int]
        let next: [TuneReport.Next]
        let compared: ComparisonText.JSON?

        init(_ report: TuneReport) {
            (target_pct, rounds, stop) = (report.round.targetPercent, report.rounds, report.round.stop?.rawValue)
            audit = ["drawn": report.audit.drawn, "decided": report.audit.decided, "blind": report.audit.blind, "wrong": report.audit.wrong]
            (next, compared) = (report.next, report.comparison.map(ComparisonText.JSON.init))
        }
    }
}
