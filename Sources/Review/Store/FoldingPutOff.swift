// A large commit is on the disk as soon as the write-ahead log is. SQLite would fold the log into the file before it says so, which an
// import need not wait for: 10 ms of a film. Nor may the log grow from import to import, so it is folded right after.

import Foundation
import GRDB

struct FoldingPutOff {
    private let db: Database
    /// SQLite's setting: pages in the log from which on a commit folds it.
    private let pages: Int

    init(_ db: Database) throws {
        self.db = db
        pages = try Int.fetchOne(db, sql: "PRAGMA wal_autocheckpoint") ?? Self.usualPages
        try set(0)
    }

    /// From now on a commit folds the log again.
    func end() { try? set(pages) }

    private func set(_ pages: Int) throws { _ = try Int.fetchOne(db, sql: "PRAGMA wal_autocheckpoint = \(pages)") }

    private static let usualPages = 1000, pageSize = 4096

    /// Whether the log is as large as those that a commit folds.
    static func isDue(_ path: String) -> Bool {
        var info = stat()
        return stat(path + "-wal", &info) == 0 && Int(info.st_size) >= usualPages * pageSize
    }

    /// Waits for nobody; what a reader still needs is folded another time.
    static func fold(_ db: Database) { _ = try? Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(PASSIVE)") }
}
