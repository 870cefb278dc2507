// Corrections back into the sheet: only cells of the two columns made by hand, and none where the sheet has changed
// since the import.

import Frames
import Ingest

/// What a push did, or would do.
public struct PushReport: Equatable, Sendable {
    public let episode: EpisodeCode
    /// The sheet, as a person opens it.
    public let sheet: String
    /// In the order of columns, then rows; none of them is written where `conflicts` is not empty at the beginning.
    public var cells: [PushedChange] = []
    /// How many of them were written.
    public var written = 0
    /// Cells that hold already what they should.
    public var already = 0
    /// Cells whose class is contested among reviewers.
    public var contested = 0
    /// Decided frames that the sheet no longer has.
    public var gone: [String] = []
    /// Where the sheet differs from the import, a clause each.
    public var conflicts: [String] = []
}

/// Writes decisions into an episode's sheet.
public enum PushSheet {
    /// Cells of a request: so few that one is answered in seconds.
    public static let mostRuns = 500, mostCells = 5_000

    /// Reads the sheet, compares, writes, reads again: until nothing is left to write. Interrupted at any point it can be
    /// run again.
    /// - Parameter dryRun: nothing is written, and the token could not.
    /// - Throws: `GoogleError`; `ReviewError` where there is no episode, or nothing known of its sheet's columns;
    ///   `StageCancelled` between two requests.
    public static func run(_ store: ReviewStore, _ episode: EpisodeCode, google: GoogleSheets, dryRun: Bool,
                           mostRuns: Int = PushSheet.mostRuns, context: StageContext = StageContext()) throws -> PushReport {
        let wishes = try store.pushWishes(episode)
        guard let link = SheetLink.designated(wishes.entry) else {
            throw ReviewError.invalid("\(episode) has no link to a spreadsheet in its episodes file: \"\(wishes.entry.spreadsheetURL.printable())\".")
        }
        var report = PushReport(episode: episode, sheet: "\(link)", gone: wishes.gone)
        let needed = Set(wishes.wishes.map(\.column))
        if needed.isEmpty { return report }
        guard wishes.columns[.frameNumber] != nil else {
            throw ReviewError.invalid("What the sheet of \(episode) looked like is not known: it was imported by an earlier Rarity. Import it again, then push.")
        }
        for column in needed where wishes.columns[column] == nil {
            throw ReviewError.invalid("The sheet of \(episode) had no column \(column.rawValue) at the import. Add it to the first row, import again, then push.")
        }
        context.report(StageProgress(title: "reading the sheet", done: 0, total: 0, detail: "\(episode)"))
        let sheet = try google.open(link, writing: !dryRun)
        let order = [SheetColumn.frameNumber] + needed.sorted { $0.rawValue < $1.rawValue }
        report.conflicts = SheetPushPlan.moved(try sheet.header(), wishes.columns, needed: order)
        guard report.conflicts.isEmpty else { return report }
        var left = wishes.wishes, isFirst = true
        while true {
            try context.checkCancelled()
            let columns = try sheet.columns(order.compactMap { wishes.columns[$0] })
            let cells = Dictionary(uniqueKeysWithValues: zip(order.dropFirst(), columns.dropFirst()))
            let plan = SheetPushPlan(left, columns: wishes.columns, frames: columns[0], cells: cells)
            if isFirst {
                report.cells = plan.writes.map(\.change)
                report.already = plan.settled.count
                report.contested = plan.writes.filter(\.wish.isContested).count
                isFirst = false
            }
            report.conflicts = plan.conflicts
            guard plan.conflicts.isEmpty, !dryRun else { return report }
            try store.finishPush(plan.settled)
            report.written = report.cells.count - plan.writes.count
            context.report(StageProgress(title: "writing cells", done: report.written, total: report.cells.count))
            let chunk = plan.chunk(mostRuns: mostRuns, mostCells: mostCells, columns: wishes.columns)
            if chunk.runs.isEmpty { return report }
            try store.beginPush(chunk.wishes)
            try sheet.write(chunk.runs)
            left = plan.writes.map(\.wish)         // those just written too: the next reading confirms them
        }
    }
}
