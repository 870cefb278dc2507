import Foundation
import Frames
import Ingest
import Testing
@testable import Review

@Suite struct ImportTests {
    private func sheet(_ edit: (inout [SheetRow]) -> Void, missing: Set<SheetColumn> = []) -> EpisodeSheet {
        var rows = (0..<6).map { StoreFixture.row($0) }
        edit(&rows)
        return EpisodeSheet(rows: rows, missing: missing)
    }

    @Test("the same sheet again changes nothing")
    func twice() throws {
        let fixture = try StoreFixture()
        let before = try fixture.store.frames(StoreFixture.code())
        let report = try fixture.store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 6), imageFolder: nil)
        #expect((report.rows, report.new, report.changed) == (6, 0, 0))
        #expect(report.changes.isEmpty && report.gone.isEmpty && report.standing.isEmpty)
        #expect(try fixture.store.frames(StoreFixture.code()) == before)
    }

    @Test("a changed sheet is told cell by cell, its classes take effect, and no event is touched")
    func changed() throws {
        let fixture = try StoreFixture()
        try fixture.decide(.label(.legendary), [3], by: "Ann")
        let events = try fixture.store.log(limit: 100)
        let report = try fixture.store.importEpisode(StoreFixture.entry(), sheet { rows in
            rows[1].supervised = .rare
            rows[2].supervised = nil
            rows[3].supervised = .junk
            rows[4].subjects = ["Space Tunnel"]
        }, imageFolder: nil)
        #expect((report.new, report.changed) == (0, 4))
        #expect(report.changes.map { "\($0.row) \($0.column) \($0.old) \($0.new)" } == [
            "3 SUPERVISED CLASSIFICATION  Rare", "4 SUPERVISED CLASSIFICATION Uncommon ", "5 SUPERVISED CLASSIFICATION  Junk",
            "6 METADATA [] [\"Space Tunnel\"]",
        ])
        #expect(report.standing == [.init(row: 5, frame: StoreFixture.number(3).description, column: "SUPERVISED CLASSIFICATION", sheet: .junk, app: .legendary)])
        #expect(try fixture.state(1) == FrameState(label: .rare, source: .supervised))
        #expect(try fixture.state(2) == FrameState(label: .common, source: .unsupervised))
        #expect(try fixture.state(3).label == .legendary)
        #expect(try fixture.store.log(limit: 100) == events)
        #expect(try fixture.store.check(repair: false) == [])
    }

    @Test("Jonny's word in the sheet overrules reviewers in the app, his word in the app stands over the sheet")
    func ranks() throws {
        let fixture = try StoreFixture()
        try fixture.decide(.label(.legendary), [1], by: "Ann")
        try fixture.decide(.label(.legendary), [2], by: "Jonny")
        let report = try fixture.store.importEpisode(StoreFixture.entry(), sheet { rows in
            rows[1].jonny = .junk
            rows[2].jonny = .junk
        }, imageFolder: nil)
        #expect(try fixture.state(1).label == .junk)
        #expect(try fixture.state(2).label == .legendary)
        #expect(report.standing.map(\.row) == [4])
        #expect(try fixture.store.check(repair: false) == [])
    }

    @Test("new frames find their place, frames that are gone stay, and shots move along")
    func newAndGone() throws {
        let fixture = try StoreFixture()
        let ids = try fixture.ids()
        try fixture.store.setShots(StoreFixture.code(), [Shot(index: 0, first: 0, last: 2, scene: 4), Shot(index: 1, first: 3, last: 5, scene: 7)])
        let between = FrameNumber(series: "TT", episode: StoreFixture.code(), timecode: Timecode(index: 7))
        let report = try fixture.store.importEpisode(StoreFixture.entry(), sheet { rows in
            rows.remove(at: 5)
            rows.append(SheetRow(row: 9, number: between, unsupervised: .rare))
        }, imageFolder: nil)
        #expect((report.new, report.changed, report.gone) == (1, 0, [StoreFixture.number(5).description]))
        let frames = try fixture.store.frames(StoreFixture.code())
        #expect(frames.map(\.position) == Array(0..<7))
        #expect(frames[2].number == between)
        #expect(frames.map(\.id).filter { ids.contains($0) } == ids)
        #expect(try fixture.store.shots(StoreFixture.code()) == [Shot(index: 0, first: 0, last: 3, scene: 4), Shot(index: 1, first: 4, last: 6, scene: 7)])
        #expect(try fixture.store.check(repair: false) == [])
    }

    @Test("a decision that waits for its frame, as after a merge, is in effect as soon as a sheet has it")
    func waitingDecision() throws {
        let fixture = try StoreFixture(frames: 2)
        let number = StoreFixture.number(5)
        try fixture.store.write { db in
            let log = try EventLog(db, reviewer: "Ann", now: 5)
            try log.append(.init(frame: 0), .label(.legendary), frame: number.description, batch: "b")
            try db.execute(sql: "INSERT INTO batch (id, reviewer, at_ms) VALUES ('b', 'ann', ?)", arguments: [log.time])
        }
        try fixture.store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 6), imageFolder: nil)
        #expect(try fixture.store.frame(number)?.state.label == .legendary)
        #expect(try fixture.store.check(repair: false) == [])
    }

    @Test("a column that the sheet no longer has stays as it was imported")
    func missingColumn() throws {
        let fixture = try StoreFixture()
        let report = try fixture.store.importEpisode(StoreFixture.entry(), sheet({ rows in
            for index in rows.indices { rows[index].jonny = nil }
        }, missing: [.jonny]), imageFolder: nil)
        #expect(report.changed == 0)
        #expect(try fixture.state(0) == FrameState(label: .rare, source: .jonny))
    }

    @Test("details hold what the sheet says and what everyone decided")
    func details() throws {
        let fixture = try StoreFixture()
        try fixture.decide(.label(.legendary), [0], by: "Ann")
        let details = try fixture.store.details(fixture.ids()[0])
        #expect((details.unsupervised, details.supervised, details.jonny) == (.common, .uncommon, .rare))
        #expect((details.baseURL, details.sheetRow) == ("https://s3.us-west-2.amazonaws.com/b/f/", 2))
        #expect(details.subjects == ["Emily"])
        #expect(details.opinions.map(\.reviewer) == ["Ann"])
        #expect(details.events.map(\.kind) == [.label])
        #expect(try fixture.store.subjects(StoreFixture.code()).count == 2)
        #expect(throws: ReviewError.self) { try fixture.store.frames(StoreFixture.code(9)) }
    }

    @Test("folders of images are found beside the sheets, and again after the project has moved")
    func imageFolders() throws {
        let folder = try TemporaryFolder()
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder.file("a/film/S01E01"), withIntermediateDirectories: true)
        let object = #"{"season": "S01", "episode": "E01", "spreadsheet_title": "T", "spreadsheet_url": "", "share_link": "", "manifest_file": "m.jl"}"#
        try Data("[\(object)]".utf8).write(to: URL(fileURLWithPath: folder.file("a/film/episodes.json")))
        try Data("FRAME NUMBER,S3_BASE_URL\nTT_S01_E01_FRM-00-00-00-00,https://h/x/\n".utf8)
            .write(to: URL(fileURLWithPath: folder.file("a/film/S01E01.csv")))
        let store = try ReviewStore(path: folder.file("a/review.db"))
        let reports = try PrepareData(file: folder.file("a/film/episodes.json")).run(store).reports
        #expect(reports.map(\.new) == [1])
        #expect(try store.episodes()[0].imageFolder == folder.file("a/film/S01E01"))
        try store.close()
        try manager.moveItem(atPath: folder.file("a"), toPath: folder.file("b"))
        #expect(try ReviewStore(path: folder.file("b/review.db")).episode(StoreFixture.code()).imageFolder == folder.file("b/film/S01E01"))
        #expect(throws: ReviewError.self) { try PrepareData(file: folder.file("b/film/episodes.json"), episodes: [StoreFixture.code(2)]).run(store) }
    }
}
