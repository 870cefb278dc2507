import Foundation
import Frames
import Ingest
import Testing
@testable import Review

/// A store whose frames 0 to 5 came from a sheet that can be changed, by hand and by pushes.
private final class PushFixture {
    static let columns: [SheetColumn: Int] = [.baseURL: 0, .rowIndex: 1, .frameNumber: 2, .unsupervised: 3, .supervised: 4, .jonny: 5, .metadata: 6]
    let store: StoreFixture
    /// Text of a cell by column and row.
    var cells: [SheetColumn: [String]]
    var frames: [String]

    init(unread: [Int: [SheetColumn: String]] = [:]) throws {
        store = try StoreFixture(frames: 0)
        frames = ["FRAME NUMBER"] + (0..<6).map { StoreFixture.number($0).description }
        let rows = (0..<6).map { StoreFixture.row($0) }
        cells = [.supervised: ["SUPERVISED CLASSIFICATION"] + rows.map { unread[$0.row]?[.supervised] ?? $0.supervised?.name ?? "" },
                 .jonny: ["JONNY's RECLASSIFICATION"] + rows.map { $0.jonny?.name ?? "" }]
        try importSheet()
    }

    /// Imports the sheet as it is now.
    @discardableResult
    func importSheet() throws -> ImportReport {
        let rows = (0..<6).map { index -> SheetRow in
            var row = StoreFixture.row(index)
            row.supervised = RarityClass(text: cells[.supervised]?[index + 1] ?? "")
            row.jonny = RarityClass(text: cells[.jonny]?[index + 1] ?? "")
            for column in [SheetColumn.supervised, .jonny] {
                let text = cells[column]?[index + 1] ?? ""
                if !text.isEmpty, RarityClass(text: text) == nil { row.unread[column] = text }
            }
            return row
        }
        return try store.store.importEpisode(StoreFixture.entry(), EpisodeSheet(rows: rows, columns: Self.columns), imageFolder: nil)
    }

    func plan() throws -> SheetPushPlan {
        SheetPushPlan(try store.store.pushWishes(StoreFixture.code()).wishes, columns: Self.columns, frames: frames, cells: cells)
    }

    /// What a push does, without Google in between.
    @discardableResult
    func push() throws -> [String] {
        let plan = try plan()
        #expect(plan.conflicts == [])
        let chunk = plan.chunk(mostRuns: 100, mostCells: 100, columns: Self.columns)
        try store.store.beginPush(chunk.wishes)
        write(chunk.runs)
        try store.store.finishPush(plan.settled)
        try store.store.finishPush(try self.plan().settled)
        return plan.writes.map { "\($0.change.cell) \($0.change.before)→\($0.change.after)" }
    }

    func write(_ runs: [CellRun]) {
        for run in runs {
            let column: SheetColumn = run.column == 4 ? .supervised : .jonny
            for (index, value) in run.values.enumerated() { cells[column]?[run.firstRow - 1 + index] = value }
        }
    }
}

@Suite("What a push writes")
struct SheetPushTests {
    @Test("Jonny's decisions go into his column, others' into SUPERVISED, those that change nothing in effect nowhere")
    func columns() throws {
        let fixture = try PushFixture()
        try fixture.store.decide(.label(.legendary), [1], by: "Jonny")
        try fixture.store.decide(.accept(.rare), [2, 3], by: "Ann")
        try fixture.store.decide(.label(.junk), [0], by: "Ann")              // Jonny's column has the last word there
        try fixture.store.decide(.unsure, [4], by: "Ann")
        try fixture.store.decide(.flag(true), [5], by: "Ann")
        #expect(try fixture.push() == ["E4 Uncommon→Rare", "E5 →Rare", "F3 →Legendary"])
        #expect(try fixture.push() == [])
    }

    @Test("after a push a new import reports nothing, and events and labels are as they were")
    func importAfterwards() throws {
        let fixture = try PushFixture()
        try fixture.store.decide(.label(.legendary), [1, 2], by: "Jonny")
        try fixture.store.decide(.label(.rare), [3, 4], by: "Ann")
        let before = try fixture.store.store.frames(StoreFixture.code())
        try fixture.push()
        let report = try fixture.importSheet()
        #expect((report.new, report.changed) == (0, 0) && report.changes == [] && report.standing == [])
        #expect(try fixture.store.store.frames(StoreFixture.code()) == before)
        #expect(try fixture.store.store.check(repair: false) == [])
    }

    @Test("an undone decision gives the cell what stood there before, a text that is no class too")
    func undo() throws {
        let fixture = try PushFixture(unread: [4: [.supervised: "Legendery"]])
        try fixture.store.decide(.label(.rare), [1, 2], by: "Ann")
        #expect(try fixture.push() == ["E3 →Rare", "E4 Legendery→Rare"])
        try fixture.importSheet()
        _ = try fixture.store.store.undo(reviewer: "Ann")
        #expect(try fixture.store.state(2) == FrameState(label: .common, source: .unsupervised))
        #expect(try fixture.push() == ["E3 Rare→", "E4 Rare→Legendery"])
        #expect(try fixture.push() == [] && fixture.importSheet().changed == 0)
    }

    @Test("a decision that changes its mind is pushed again, one of a reviewer stays where Jonny speaks later")
    func secondThoughts() throws {
        let fixture = try PushFixture()
        try fixture.store.decide(.label(.rare), [1, 3], by: "Ann")
        try fixture.push()
        try fixture.store.decide(.label(.junk), [1], by: "Ann")
        try fixture.store.decide(.label(.legendary), [3], by: "Jonny")
        #expect(try fixture.push() == ["E3 Rare→Junk", "F5 →Legendary"])
        #expect(fixture.cells[.supervised]?[4] == "Rare")
    }

    @Test("a cell, a row or a header that differs from the import is named, and nothing is written", arguments: [
        ("E3", "E3 holds \"Junk\", nothing at the import"), ("E4", "E4 holds \"Junk\", \"Uncommon\" at the import"), ("row", "row 3 holds"), ("end", "row 7 holds nothing"),
    ])
    func conflicts(change: String, words: String) throws {
        let fixture = try PushFixture()
        try fixture.store.decide(.label(.rare), [1, 2, 5], by: "Ann")
        switch change {
        case "E3": fixture.cells[.supervised]?[2] = "Junk"
        case "E4": fixture.cells[.supervised]?[3] = "Junk"
        case "row": fixture.frames.insert("", at: 2)
        default: fixture.frames.removeLast()
        }
        let conflicts = try fixture.plan().conflicts
        #expect(conflicts.first?.hasPrefix(words) == true, "\(conflicts)")
        #expect(conflicts.count == (change == "row" ? 3 : 1))
    }

    @Test("a class that is spelt otherwise is no change, one that somebody has put there already is not ours to take back")
    func sameMeaning() throws {
        let fixture = try PushFixture()
        try fixture.store.decide(.label(.rare), [2, 3], by: "Ann")
        fixture.cells[.supervised]?[3] = " uncommon"
        fixture.cells[.supervised]?[4] = "RARE"
        #expect(try fixture.push() == ["E4  uncommon→Rare"])
        _ = try fixture.store.store.undo(reviewer: "Ann")
        #expect(try fixture.push() == ["E4 Rare→Uncommon"])
        #expect(fixture.cells[.supervised]?[4] == "RARE")
    }

    @Test("a sheet that was changed by hand after a push is imported as it is, and can be pushed to again")
    func changedAfterwards() throws {
        let fixture = try PushFixture()
        try fixture.store.decide(.label(.rare), [1], by: "Ann")
        try fixture.push()
        fixture.cells[.supervised]?[2] = "Junk"
        #expect(try !fixture.plan().conflicts.isEmpty)
        let report = try fixture.importSheet()
        #expect(report.changed == 1 && report.standing.map(\.sheet) == [.junk])
        #expect(try fixture.push() == ["E3 Junk→Rare"])
    }

    @Test("a push that was interrupted after Google had written, or before, goes on")
    func interrupted() throws {
        for hasWritten in [false, true] {
            let fixture = try PushFixture()
            try fixture.store.decide(.label(.rare), [1, 3], by: "Ann")
            let chunk = try fixture.plan().chunk(mostRuns: 1, mostCells: 100, columns: PushFixture.columns)
            #expect(chunk.wishes.count == 1)
            try fixture.store.store.beginPush(chunk.wishes)
            if hasWritten { fixture.write(chunk.runs) }
            #expect(try fixture.importSheet().changed == 0)
            try fixture.store.decide(.label(.junk), [1], by: "Ann")           // and then somebody thinks again
            #expect(try fixture.push() == [hasWritten ? "E3 Rare→Junk" : "E3 →Junk", "E5 →Rare"])
            #expect(try fixture.push() == [] && fixture.importSheet().changed == 0)
        }
    }

    @Test("neighbours are one range, and a request is bounded by ranges and cells")
    func chunks() throws {
        let fixture = try PushFixture()
        try fixture.store.decide(.label(.rare), [1, 2, 3, 5], by: "Ann")
        try fixture.store.decide(.label(.junk), [4], by: "Jonny")
        let plan = try fixture.plan()
        func runs(_ mostRuns: Int, _ mostCells: Int) -> [String] {
            plan.chunk(mostRuns: mostRuns, mostCells: mostCells, columns: PushFixture.columns).runs.map { "\(A1.cell(column: $0.column, row: $0.firstRow))x\($0.values.count)" }
        }
        #expect(runs(9, 9) == ["E3x3", "E7x1", "F6x1"])
        #expect(runs(1, 9) == ["E3x3"] && runs(9, 2) == ["E3x2"])
    }

    @Test("a header that moved, and one that is gone, are told")
    func header() {
        let header = ["S3_BASE_URL", "ROW_INDEX", "frame number", "NEW", "UNSUPERVISED CLASSIFICATION", "Supervised Classification"]
        #expect(SheetPushPlan.moved(header, PushFixture.columns, needed: [.frameNumber, .supervised, .jonny]) == [
            "row 1: SUPERVISED CLASSIFICATION stands in column F, column E at the import",
            "row 1: JONNY's RECLASSIFICATION is missing, column F at the import",
        ])
    }

    @Test("an episode imported by an earlier Rarity, and one without a link, ask for what is missing")
    func unknown() throws {
        let fixture = try StoreFixture()
        let wishes = try fixture.store.pushWishes(StoreFixture.code())
        #expect(wishes.columns.isEmpty && wishes.wishes.isEmpty)
        #expect(throws: ReviewError.self) { try fixture.store.pushWishes(StoreFixture.code(9)) }
    }
}
