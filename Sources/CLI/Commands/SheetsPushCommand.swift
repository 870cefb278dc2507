// `rarity sheets push`: corrections back into an episode's sheet.

import ArgumentParser
import Frames
import Review

struct SheetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheets", abstract: "Corrections back into the sheets at Google.", subcommands: [SheetsPushCommand.self])
}

struct SheetsPushCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "push",
        abstract: "Write the decisions of an episode into its sheet: Jonny's into JONNY's RECLASSIFICATION, others' into SUPERVISED CLASSIFICATION.",
        discussion: """
            No other cell is touched. Where the sheet has changed since the import nothing is written. A decision that was \
            pushed and then taken back gives the cell what stood there before.
            """)

    @Argument(help: "An episode such as S01E03.")
    var episode: EpisodeCode

    @Flag(help: "List every cell that would be written, and write none.")
    var dryRun = false

    @OptionGroup var access: GoogleOption
    @OptionGroup var options: CommonOptions

    func run() throws {
        let store = try options.openStore()
        let report = try StageRun.run(options) { context in
            try PushSheet.run(store, episode, google: try access.client(context), dryRun: dryRun, context: context)
        }
        if options.json { try Console.print(json: Result(report, dryRun: dryRun)) } else { show(report) }
        guard report.conflicts.isEmpty else { throw Changed(report) }
    }

    private func show(_ report: PushReport) {
        for cell in report.cells where dryRun || report.conflicts.isEmpty {
            Console.print("\(cell.cell)  \(cell.frame)  \(cell.column): \(Self.shown(cell.before)) → \(Self.shown(cell.after))")
        }
        for frame in report.gone { options.message("\(frame) was decided, and the sheet no longer has it.") }
        guard report.conflicts.isEmpty else { return }
        var line = dryRun ? "\(counted(report.cells.count, "cell")) would be written" : "\(counted(report.written, "cell")) written"
        if report.already > 0 { line += ", \(report.already) hold their class already" }
        if report.contested > 0 { line += ", \(report.contested) of them contested among reviewers" }
        options.message("\(report.episode): \(line). \(report.sheet)")
    }

    private static func shown(_ text: String) -> String { text.isEmpty ? "empty" : text.printable(limit: 40) }

    /// The sheet is not what was imported.
    private struct Changed: Error, CustomStringConvertible {
        let report: PushReport

        init(_ report: PushReport) { self.report = report }

        var description: String {
            let shown = report.conflicts.prefix(5).joined(separator: "; ")
            let more = report.conflicts.count > 5 ? "; and \(report.conflicts.count - 5) more" : ""
            let done = report.written > 0 ? "\(counted(report.written, "cell")) had been written" : "nothing was written"
            return "\(report.sheet): the sheet has changed since the import, \(done): \(shown)\(more). Import \(report.episode) again, then push."
        }
    }

    /// `sheets push --json`
    private struct Result: Encodable {
        let episode, sheet: String
        let dry_run: Bool
        let cells: [PushedChange]
        let written, already, contested: Int
        let gone, conflicts: [String]

        init(_ report: PushReport, dryRun: Bool) {
            (episode, sheet, dry_run, cells) = ("\(report.episode)", report.sheet, dryRun, report.cells)
            (written, already, contested) = (report.written, report.already, report.contested)
            (gone, conflicts) = (report.gone, report.conflicts)
        }
    }
}
