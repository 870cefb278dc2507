// `rarity import`: sheets into review.db.

import ArgumentParser
import Frames
import Ingest
import Review

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read the sheets of episodes into the review database; again after they changed. No decision is touched.")

    @OptionGroup var sheets: SheetOptions
    @OptionGroup var options: CommonOptions

    func run() throws {
        let outcome = try StageRun.run(options) { context in
            try sheets.stage(context).run(try options.makeStore(), context: context)
        }
        try show(outcome.reports, outcome.failures)
        if !outcome.failures.isEmpty { throw ExitCode.failure }
    }

    private func show(_ reports: [ImportReport], _ failures: [ImportOutcome.Failure]) throws {
        for failure in failures { Console.error("rarity: \(failure)") }
        let problems = reports.flatMap(\.problems)
        if options.json { return try Console.print(json: ImportResult(reports, failures)) }
        ProblemList.show(problems, options)
        ProblemList.show(reports.flatMap(\.lines), options)
        for line in Self.table(reports).lines { Console.print(line) }
        for report in reports where report.imageFolder == nil {
            options.message(report.hasAddresses
                ? "\(report.episode): its images are fetched as they are needed; all of them ahead of time with  rarity fetch \(report.episode)"
                : "\(report.episode): no folder of images was found; give one with --images DIR.")
        }
    }

    private static func table(_ reports: [ImportReport]) -> Table {
        var table = Table(["episode", "rows", "new", "changed", "gone", "problems"], numbers: [1, 2, 3, 4, 5])
        for report in reports {
            table.add([report.episode.description] + [report.rows, report.new, report.changed, report.gone.count,
                                                      report.problems.count].map(String.init))
        }
        return table
    }
}

extension ImportReport {
    /// What changed, and where a decision stands over the sheet, a line each.
    fileprivate var lines: [String] {
        changes.map { "\(sheet):\($0.row): \($0.column) was \(Self.shown($0.old)), is \(Self.shown($0.new))." }
            + standing.map { "\(sheet):\($0.row): \($0.column) says \($0.sheet); \($0.app) was decided in Rarity and stays in effect." }
            + gone.map { "\(sheet): \($0) is no longer in the sheet; it stays as it was." }
    }

    private static func shown(_ cell: String) -> String { cell.isEmpty ? "empty" : "\"\(cell.printable())\"" }
}

/// `import --json`
private struct ImportResult: Encodable {
    struct Episode: Encodable {
        let episode: String
        let rows, new, changed, gone: Int
    }

    struct Change: Encodable {
        let episode: String
        let row: Int
        let frame, column, old, new: String
    }

    struct Standing: Encodable {
        let episode: String
        let row: Int
        let frame, column: String
        let sheet, app: RarityClass
    }

    let rows, new, changed, gone: Int
    let episodes: [Episode]
    let problems: [SheetProblem]
    let changes: [Change]
    let standing: [Standing]
    let failures: [Failure]

    struct Failure: Encodable {
        let episode, reason: String
    }

    init(_ reports: [ImportReport], _ failed: [ImportOutcome.Failure]) {
        failures = failed.map { Failure(episode: "\($0.episode)", reason: $0.reason) }
        episodes = reports.map {
            Episode(episode: $0.episode.description, rows: $0.rows, new: $0.new, changed: $0.changed, gone: $0.gone.count)
        }
        rows = reports.reduce(0) { $0 + $1.rows }
        new = reports.reduce(0) { $0 + $1.new }
        changed = reports.reduce(0) { $0 + $1.changed }
        gone = reports.reduce(0) { $0 + $1.gone.count }
        problems = reports.flatMap(\.problems)
        changes = reports.flatMap { report in
            report.changes.map {
                Change(episode: report.episode.description, row: $0.row, frame: $0.frame, column: $0.column, old: $0.old, new: $0.new)
            }
        }
        standing = reports.flatMap { report in
            report.standing.map {
                Standing(episode: report.episode.description, row: $0.row, frame: $0.frame, column: $0.column, sheet: $0.sheet, app: $0.app)
            }
        }
    }
}
