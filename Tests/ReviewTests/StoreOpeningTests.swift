import Foundation
import Frames
import GRDB
import Synchronization
import Testing
@testable import Review

@Suite struct StoreOpeningTests {
    @Test("a decision is flushed to the disk, and readers do not wait for writers")
    func pragmas() throws {
        let store = try StoreFixture().store
        #expect(try pragma("synchronous", store) == "2")
        #expect(try pragma("journal_mode", store) == "wal")
        #expect(try pragma("busy_timeout", store) == "5000")
        #expect(try pragma("foreign_keys", store) == "1")
    }

    private func pragma(_ name: String, _ store: ReviewStore) throws -> String? {
        try store.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA \(name)") }
    }

    @Test("a closed database is whole in its one file")
    func closed() throws {
        let fixture = try StoreFixture()
        try fixture.decide(.label(.rare), [1], by: "Ann")
        _ = try fixture.store.episodes()
        try fixture.store.close()
        let copy = fixture.folder.file("copy.db")
        try FileManager.default.copyItem(atPath: fixture.store.path, toPath: copy)
        #expect(try ReviewStore(path: copy).lastEvent == 1)
    }

    @Test("what is no review database of ours is refused with one line, and not touched", arguments: [
        ("text", "is no review database but another kind of file"), ("folder", "but a folder"),
        ("other", "the database of another program"), ("newer", "newer Rarity (version 99"),
        ("cut", "damaged"), ("nowhere/review.db", "there is no folder"),
    ])
    func refused(kind: String, expected: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.file(kind)
        switch kind {
        case "text": try Data("frame,class\n".utf8).write(to: URL(fileURLWithPath: path))
        case "folder": try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        case "other": try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE a (b)") }
        case "newer":
            let store = try ReviewStore(path: path)
            try store.write { try $0.execute(sql: "PRAGMA user_version = 99") }
            try store.close()
        case "cut":
            try ReviewStore(path: path).close()
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            try bytes.prefix(5000).write(to: URL(fileURLWithPath: path))
        default: break
        }
        let before = try? Data(contentsOf: URL(fileURLWithPath: path))
        let error = #expect(throws: ReviewError.self) { try ReviewStore(path: path) }
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("\n") == false)
        #expect((try? Data(contentsOf: URL(fileURLWithPath: path))) == before)
    }

    @Test("SQLite's errors become one line that says what to do", arguments: [
        (ResultCode.SQLITE_FULL, "the disk is full"), (.SQLITE_READONLY, "read-only"), (.SQLITE_BUSY, "another program"),
        (.SQLITE_CORRUPT, "damaged"), (.SQLITE_NOTADB, "no review database"), (.SQLITE_CANTOPEN, "cannot be opened"),
    ])
    func errors(code: ResultCode, expected: String) {
        #expect(ReviewError(DatabaseError(resultCode: code), path: "review.db").description.contains(expected))
    }

    @Test("a full disk stores nothing of a decision")
    func fullDisk() throws {
        let fixture = try StoreFixture()
        try fixture.store.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        var failure: ReviewError?
        for index in 0..<500 where failure == nil {
            do { try fixture.decide(.note(String(repeating: "n", count: 3000)), [index % 6], by: "Ann") } catch { failure = error as? ReviewError }
        }
        #expect(failure == .diskFull(path: fixture.store.path))
        #expect(try fixture.store.check(repair: false) == [])
    }

    @Test("an older database is copied beside itself before it is brought up to date")
    func backupBeforeMigration() throws {
        let fixture = try StoreFixture()
        try fixture.decide(.label(.rare), [1], by: "Ann")
        try fixture.store.close()
        let next = Schema(steps: Schema.current.steps + [.init(name: "next test", sql: "CREATE TABLE later (shot INTEGER PRIMARY KEY)")])
        let upgraded = try ReviewStore(path: fixture.store.path, schema: next, prepare: nil)
        #expect(upgraded.notices.count == 1)
        #expect(try upgraded.log(limit: 9).count == 1)
        try upgraded.close()
        #expect(throws: ReviewError.self) { try ReviewStore(path: fixture.store.path) }
        let copy = try ReviewStore(path: fixture.store.path + ".before-\(next.version)")
        #expect(try copy.frames(StoreFixture.code())[1].state.label == .rare)
        #expect(try copy.check(repair: false) == [])
        let again = try ReviewStore(path: fixture.store.path, schema: next, prepare: nil)
        #expect(again.notices == [])
    }

    @Test("several programs may make, or upgrade, one database at the same moment")
    func openedAtOnce() throws {
        let next = Schema(steps: Schema.current.steps + [.init(name: "next test", sql: "CREATE TABLE later (shot INTEGER PRIMARY KEY)")])
        for round in 0..<5 {
            let path = try TemporaryFolder().file("review.db")
            for schema in [Schema.current, next] {
                let failures = Mutex<[String]>([])
                DispatchQueue.concurrentPerform(iterations: 4) { _ in
                    do { _ = try ReviewStore(path: path, schema: schema, prepare: nil).lastEvent } catch {
                        failures.withLock { $0.append("\(error)") }
                    }
                }
                #expect(failures.withLock { $0 } == [], "round \(round)")
            }
        }
    }

    @Test("a kill at any moment of making a database leaves one that opens, and is whole")
    func killedWhileMade() throws {
        let folder = try TemporaryFolder(), left = try TemporaryFolder()
        let moments = Mutex(0)
        _ = try ReviewStore(path: folder.file("review.db")) { db in
            db.trace { _ in
                // What lies on the disk at this moment is what a kill leaves.
                let moment = moments.withLock { $0 += 1; return $0 }
                for end in ["", "-wal"] { try? FileManager.default.copyItem(atPath: folder.file("review.db\(end)"), toPath: left.file("\(moment).db\(end)")) }
            }
        }
        let last = moments.withLock { $0 }
        #expect(last > 20)
        for moment in 1...last {
            let store = try ReviewStore(path: left.file("\(moment).db"))
            #expect(try store.check(repair: false) == [])
            try store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 3), imageFolder: nil)
        }
    }

    @Test("where there can be no write-ahead log the store works with the slower journal and says so")
    func withoutWriteAheadLog() throws {
        let folder = try TemporaryFolder()
        for name in ["new.db", "old.db"] {
            let path = folder.file(name)
            if name == "old.db" { try ReviewStore(path: path).close() }    // left in the mode with a log
            try FileManager.default.createDirectory(atPath: path + "-shm", withIntermediateDirectories: true)
            let store = try ReviewStore(path: path)
            #expect(store.notices.count == 1)
            try store.importEpisode(StoreFixture.entry(), StoreFixture.sheet(frames: 3), imageFolder: nil)
            let other = try ReviewStore(path: path)
            #expect(try other.frames(StoreFixture.code()).count == 3)
            #expect(try pragma("journal_mode", store) == "delete")
        }
    }

    @Test("a network file system is told by the mounts, the longest one counting", arguments: [
        ("/home/a", false), ("/mnt/share", true), ("/mnt/share/x y", true), ("/mnt/share/local/x", false), ("/mnt/shared", false),
    ])
    func networkFolders(path: String, expected: Bool) {
        let mounts = "/dev/vda / ext4 rw 0 0\nhost:/x /mnt/share nfs4 rw 0 0\n/dev/vdb /mnt/share/local ext4 rw 0 0\n"
        #expect(NetworkFolder.contains(path, mounts: mounts) == expected)
    }

    @Test("a backup is whole, also while others write, and restoring it keeps what was there")
    func backupAndRestore() throws {
        let fixture = try StoreFixture()
        let path = fixture.store.path, copy = fixture.folder.file("copy.db")
        try fixture.decide(.label(.rare), [1], by: "Ann")
        try fixture.store.backup(to: copy)
        try fixture.decide(.label(.junk), [1], by: "Ann")
        #expect(throws: ReviewError.self) { try fixture.store.backup(to: path) }
        try fixture.store.close()
        try ReviewStore.restore(from: copy, to: path)
        let restored = try ReviewStore(path: path)
        #expect(try restored.frames(StoreFixture.code())[1].state.label == .rare)
        #expect(try restored.check(repair: false) == [])
        let earlier = try ReviewStore(path: path + ".before-restore")
        #expect(try earlier.frames(StoreFixture.code())[1].state.label == .junk)
        #expect(throws: ReviewError.self) { try ReviewStore.restore(from: fixture.folder.file("none"), to: path) }
    }

    @Test("while somebody has the database open nothing is restored, and what they decide stays")
    func restoreUnderOpenApp() throws {
        let fixture = try StoreFixture()
        let path = fixture.store.path, copy = fixture.folder.file("copy.db")
        try fixture.store.backup(to: copy)
        let error = #expect(throws: ReviewError.self) { try ReviewStore.restore(from: copy, to: path) }
        #expect(error?.description.contains("another program has it open") == true)
        try fixture.decide(.label(.junk), [1], by: "Ann")
        try fixture.store.close()
        #expect(try ReviewStore(path: path).frames(StoreFixture.code())[1].state.label == .junk)
        #expect(!ReviewStore.exists(path: path + ".before-restore"))
    }

    @Test("a restore that cannot be written leaves the database where it was")
    func restoreFails() throws {
        let fixture = try StoreFixture()
        let copy = fixture.folder.file("copy.db")
        // No file beside it can have a longer name.
        let path = fixture.folder.file(String(repeating: "n", count: 246) + ".db")
        try fixture.store.backup(to: copy)
        try FileManager.default.copyItem(atPath: copy, toPath: path)
        #expect(throws: ReviewError.self) { try ReviewStore.restore(from: copy, to: path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(contentsOf: URL(fileURLWithPath: copy)))
    }
}
