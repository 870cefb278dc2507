// review.db: what was imported, what people decided, and what is concluded from both.
// A file a topic beside this one; every write is one short transaction that is on the disk when it returns.

import Foundation
import Frames
import GRDB

/// The review database. May be used from any thread, and by several programs at once.
///
/// What is thrown is a `ReviewError`, one line for the person at the keys; then nothing was changed.
public final class ReviewStore: Sendable {
    /// Seconds that a write waits for another program's.
    static let busyTimeout: TimeInterval = 5

    /// Pages that a connection may hold in memory; taken as needed.
    static let cacheKilobytes = 64_000

    public let path: String

    /// What is worth saying once after opening, a line each: a backup before an upgrade, a slower journal.
    public let notices: [String]

    /// UTC milliseconds.
    let now: @Sendable () -> Int64
    private let writer: any DatabaseWriter

    /// Opens the database, makes it where there is none, and brings an older one up to date after a
    /// backup beside it (`review.db.before-N`).
    ///
    /// - Throws: `ReviewError` for a file that is no database, of a newer version, read-only, …
    public convenience init(path: String) throws(ReviewError) {
        try self.init(path: path, prepare: nil)
    }

    /// - Parameters:
    ///   - now: the clock, in UTC milliseconds.
    ///   - schema: tests add a step.
    ///   - prepare: called with every connection; tests listen to statements and make them fail.
    init(path: String, now: @escaping @Sendable () -> Int64 = ReviewStore.clock,
         schema: Schema = .current, prepare: (@Sendable (Database) throws -> Void)?) throws(ReviewError) {
        self.path = path
        self.now = now
        do {
            (writer, notices) = try Self.open(path, schema: schema, prepare: prepare)
        } catch {
            throw ReviewError(error, path: path)
        }
    }

    /// Whether there is a file to open.
    public static func exists(path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// Folder of what can be made again: `.rarity` beside the database.
    public var cacheFolder: String { (path.folderPath as NSString).appendingPathComponent(".rarity") }

    /// Ends all connections; the write-ahead log is folded into the file, unless another program still uses it.
    public func close() throws(ReviewError) {
        do {
            // The last connection to be closed is a reader's, which cannot fold; a busy log is folded at the next close.
            _ = try? writer.writeWithoutTransaction { try Row.fetchOne($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
            try writer.close()
        } catch {
            throw ReviewError(error, path: path)
        }
    }

    func read<T>(_ body: (Database) throws -> T) throws(ReviewError) -> T {
        do { return try writer.read(body) } catch { throw ReviewError(error, path: path) }
    }

    /// One transaction, begun IMMEDIATE: all of it is on the disk when this returns, or nothing.
    func write<T>(_ body: (Database) throws -> T) throws(ReviewError) -> T {
        do { return try writer.write(body) } catch { throw ReviewError(error, path: path) }
    }

    /// The same for tens of thousands of rows whose parents are certain: SQLite would look every one of them up, a sixth of an import's
    /// time. `rarity check` asks for all of them. The write-ahead log is folded into the file after this has returned.
    func writeManyRows<T>(_ body: (Database) throws -> T) throws(ReviewError) -> T {
        let result = try writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF")
            defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
            let folding = try FoldingPutOff(db)
            defer { folding.end() }
            var result: T?
            try db.inTransaction(.immediate) {
                result = try body(db)
                return .commit
            }
            guard let result else { throw ReviewError.invalid("The import was not stored.") }
            return result
        }
        if FoldingPutOff.isDue(path) { writer.asyncWriteWithoutTransaction { FoldingPutOff.fold($0) } }
        return result
    }

    /// A pragma of the writing connection, or something that may not be in a transaction.
    func writeWithoutTransaction<T>(_ body: (Database) throws -> T) throws(ReviewError) -> T {
        do { return try writer.writeWithoutTransaction(body) } catch { throw ReviewError(error, path: path) }
    }

    static let clock: @Sendable () -> Int64 = { Int64((Date().timeIntervalSince1970 * 1000).rounded()) }
}
