// Opening: nothing is written to a file before it is known to be ours, and not newer than we are.

import Foundation
import Frames
import GRDB

extension ReviewStore {
    static func open(_ path: String, schema: Schema, prepare: (@Sendable (Database) throws -> Void)?) throws
        -> (writer: any DatabaseWriter, notices: [String]) {
        // Programs that start together would each make, or upgrade, the same database. A folder that cannot be locked has no turns.
        let turn = try? FileLock(path.folderPath, patience: busyTimeout)
        defer { withExtendedLifetime(turn) {} }
        var notices: [String] = []
        let found = try inspect(path, schema)
        if let found, found < schema.version, let notice = try backUp(path, version: found, to: schema.version) {
            notices.append(notice)
        }
        let (writer, slower) = try connect(path, prepare)
        if let slower { notices.append(slower) }
        if found != schema.version { try migrate(writer, schema) }
        // GRDB sets NORMAL when it opens, so FULL has to come after: a decision must survive a power cut.
        try writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        return (writer, notices)
    }

    /// The version of the schema of an existing file; `nil` where there is none, or an empty one.
    static func inspect(_ path: String, _ schema: Schema = .current, toWrite: Bool = true) throws -> Int? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            try checkFolder(of: path)
            return nil
        }
        if isFolder.boolValue { throw ReviewError.notADatabase(path: path, found: "a folder") }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw ReviewError.cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
        let head = try file.read(upToCount: 16) ?? Data()
        try file.close()
        guard head.isEmpty || head == Data("SQLite format 3\0".utf8) else {
            throw ReviewError.notADatabase(path: path, found: "another kind of file")
        }
        if toWrite {
            guard access(path, W_OK) == 0 else { throw ReviewError.readOnly(path: path) }
            try checkFolder(of: path)
        }
        if head.isEmpty { return nil }
        let (application, version, tables) = try identity(path)
        if tables == 0 { return nil }
        guard application == Schema.applicationID else {
            throw ReviewError.notADatabase(path: path, found: "the database of another program")
        }
        guard version <= schema.version else {
            throw ReviewError.newerSchema(path: path, version: version, known: schema.version)
        }
        return version
    }

    private static func identity(_ path: String) throws -> (application: Int32, version: Int, tables: Int) {
        func read(_ configuration: Configuration) throws -> (Int32, Int, Int) {
            try DatabaseQueue(path: path, configuration: configuration).read { db in
                (try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
                 try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
                 // GRDB's own table comes before the first step: a program that is killed between the two leaves it alone there.
                 try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'") ?? 0)
            }
        }
        do {
            return try read(configuration(alone: false, nil))
        } catch let error as DatabaseError where isWithoutLog(error) {
            return try read(configuration(alone: true, nil))
        }
    }

    /// SQLite keeps its journal beside the file, so the folder must be writable too.
    private static func checkFolder(of path: String) throws {
        let folder = path.folderPath
        guard access(folder, F_OK) == 0 else {
            throw ReviewError.cannotOpen(path: path, reason: "there is no folder \(folder)")
        }
        guard access(folder, W_OK) == 0 else { throw ReviewError.readOnly(path: path) }
    }

    /// Copies an older file to `review.db.before-N` before it is upgraded to version N.
    private static func backUp(_ path: String, version: Int, to newer: Int) throws -> String? {
        guard version > 0 else { return nil }
        let copy = path + ".before-\(newer)"
        try copyDatabase(from: path, to: copy)
        return "\(path.printable(limit: 300)) is brought up to date; as it was it lies in \(copy.printable(limit: 300))."
    }

    /// With a write-ahead log where the file system can; else with the slower journal and a line that says so.
    private static func connect(_ path: String, _ prepare: (@Sendable (Database) throws -> Void)?) throws
        -> (writer: any DatabaseWriter, notice: String?) {
        if !NetworkFolder.contains(path.folderPath) {
            do {
                return (try DatabasePool(path: path, configuration: configuration(alone: false, prepare)), nil)
            } catch let error as DatabaseError where isWithoutLog(error) {}
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration(alone: true, prepare))
        try queue.writeWithoutTransaction { db in
            _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
            _ = try String.fetchOne(db, sql: "PRAGMA locking_mode = NORMAL")
        }
        return (queue, "\(path.printable(limit: 300)): this file system has no write-ahead log; storing is slower here.")
    }

    /// Whether an error may say that the file system cannot share the index of a write-ahead log. Where something
    /// else is wrong, the next attempt fails as well and says what.
    private static func isWithoutLog(_ error: DatabaseError) -> Bool {
        [.SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_PROTOCOL, .SQLITE_CANTOPEN, .SQLITE_NOMEM]
            .contains(error.resultCode.primaryResultCode)
    }

    /// - Parameter alone: the only user of a file needs no shared index, also where it was left with a write-ahead
    ///   log. It has to be said before anything is read.
    private static func configuration(alone: Bool, _ prepare: (@Sendable (Database) throws -> Void)?) -> Configuration {
        var configuration = Configuration()
        configuration.label = "review.db"
        configuration.busyMode = .timeout(busyTimeout)
        configuration.prepareDatabase { db in
            if alone { _ = try String.fetchOne(db, sql: "PRAGMA locking_mode = EXCLUSIVE") }
            // A batch over an episode changes some 30 MB of pages; a small cache would write them twice.
            try db.execute(sql: "PRAGMA cache_size = -\(cacheKilobytes)")
            try prepare?(db)
        }
        return configuration
    }

    /// Two programs may find the same older file; the second one finds the work done.
    private static func migrate(_ writer: any DatabaseWriter, _ schema: Schema) throws {
        do {
            try schema.migrator.migrate(writer)
        } catch {
            let version = try writer.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
            if version != schema.version { throw error }
        }
    }
}
