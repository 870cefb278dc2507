// A whole film at once goes other ways than a decision; the file must look as if it had not.

import Foundation
import Frames
import GRDB
import Ingest
import Synchronization
import Testing
@testable import Review

@Suite struct FirstImportTests {
    /// Above what `BulkTally` counts by itself, and enough pages for SQLite to fold its log.
    private static let film = 24_000

    @Test("after a first import all tables, indexes and triggers are there, the counts are right, and a file written row by row holds the same")
    func schema() throws {
        let whole = try StoreFixture(frames: 0), parts = try StoreFixture(frames: 0)
        let before = try Self.schema(whole.store)
        try whole.store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 3_000), imageFolder: nil)
        for end in [1_000, 2_000, 3_000] {          // few enough rows for the trigger to stay
            try parts.store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: end), imageFolder: nil)
        }
        #expect(try Self.schema(whole.store) == before)
        #expect(try whole.store.check(repair: false) == [])
        for table in ["frame", "label", "tally"] {
            let sql = "SELECT * FROM \(table) ORDER BY 1, 2, 3, 4"
            #expect(try whole.store.read { try Row.fetchAll($0, sql: sql) } == parts.store.read { try Row.fetchAll($0, sql: sql) })
        }
        #expect(try whole.store.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
    }

    @Test("a first import stores rows as they arrive: in any order, of two series, with long numbers, as if they had been sorted before")
    func anyOrder() throws {
        func row(_ place: Int, _ index: Int, _ series: String) -> SheetRow {
            var row = StoreFixture.row(index)
            row = SheetRow(row: place + 2, number: FrameNumber(series: series, episode: StoreFixture.code(), timecode: Timecode(index: index)), baseURL: row.baseURL,
                           rowIndex: place, unsupervised: row.unsupervised, supervised: row.supervised, jonny: row.jonny, subjects: row.subjects)
            return row
        }
        var random = SeededGenerator(seed: 5)
        let shuffled = (0..<700).flatMap { [($0, "TT"), ($0, "ASERIESOFSIXTEEN")] }.shuffled(using: &random).enumerated().map { row($0, $1.0, $1.1) }
        let sorted = shuffled.sorted { ($0.number.timecode, $0.number.series) < ($1.number.timecode, $1.number.series) }
        let one = try StoreFixture(frames: 0), other = try StoreFixture(frames: 0)
        let report = try one.store.importEpisode(StoreFixture.entry(), EpisodeSheet(rows: shuffled), imageFolder: nil)
        try other.store.importEpisode(StoreFixture.entry(), EpisodeSheet(rows: sorted), imageFolder: nil)
        #expect(report.rows == 1_400 && report.new == 1_400 && report.hasAddresses)
        for table in ["frame", "label"] {
            let columns = table == "frame" ? "number, position, series, timecode, sheet_row, supervised, subjects" : "position, class, source"
            let sql = "SELECT \(columns) FROM \(table) ORDER BY position"
            #expect(try one.store.read { try Row.fetchAll($0, sql: sql) } == other.store.read { try Row.fetchAll($0, sql: sql) })
        }
        #expect(try one.store.check(repair: false) == [])
    }

    @Test("a kill in the middle of a first import leaves the file as it was", arguments: ["DROP TRIGGER", "INSERT INTO tally", "INSERT INTO setting"])
    func kill(at statement: String) throws {
        let folder = try TemporaryFolder(), killed = try TemporaryFolder()
        let copied = Mutex(false)
        let store = try ReviewStore(path: folder.file("review.db")) { db in
            db.trace { event in
                guard case .statement(let seen) = event, seen.sql.hasPrefix(statement) else { return }
                copied.withLock { done in
                    if done { return }
                    done = true
                    // What lies on the disk at this moment is what a kill leaves.
                    for name in ["review.db", "review.db-wal"] { try? FileManager.default.copyItem(atPath: folder.file(name), toPath: killed.file(name)) }
                }
            }
        }
        try store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 3_000), imageFolder: nil)
        #expect(copied.withLock { $0 })
        let left = try ReviewStore(path: killed.file("review.db"))
        #expect(try left.read { try Int.fetchOne($0, sql: "SELECT (SELECT count(*) FROM frame) + (SELECT count(*) FROM label) + (SELECT count(*) FROM tally)") } == 0)
        #expect(try Self.schema(left) == Self.schema(store))
        #expect(try left.check(repair: false) == [])
        try left.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 3_000), imageFolder: nil)
        #expect(try left.frames(StoreFixture.code()).count == 3_000)
    }

    @Test("the log is folded into the file right after a large import, and later commits fold it as before")
    func folding() throws {
        let fixture = try StoreFixture(frames: 0)
        let path = fixture.folder.file("review.db")
        func size() throws -> Int { try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0 }
        let empty = try size()
        try fixture.store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: Self.film), imageFolder: nil)
        #expect(try fixture.store.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA wal_autocheckpoint") } == 1000)   // waits its turn
        #expect(try size() > empty + 4_000_000)
        #expect(try fixture.store.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA foreign_keys") } == 1)
    }

    private static func schema(_ store: ReviewStore) throws -> [String] {
        try store.read { try String.fetchAll($0, sql: "SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_master ORDER BY type, name") }
    }
}
