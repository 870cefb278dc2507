// Opening: nothing is written to a file before it is known to be ours, and not newer than we are.

import Foundation
import GRDB

extension ReviewStore {
    static func open(_ path: String, prepare: (@Sendable (Database) throws -> Void)?) throws
        -> (writer: any DatabaseWriter, notices: [String]) {
        var notices: [String] = []
        let found = try inspect(path)
        if let found, found < Schema.version, let notice = try backUp(path, version: found) {
            notices.append(notice)
        }
        var configuration = Configuration()
        configuration.label = "review.db"
        configuration.busyMode = .timeout(busyTimeout)
        if let prepare { configuration.prepareDatabase(prepare) }
        let (writer, slower) = try connect(path, configuration)
        if let slower { notices.append(slower) }
        if found != Schema.version { try migrate(writer) }
        // GRDB sets NORMAL when it opens, so FULL has to come after: a decision must survive a power cut.
        try writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        return (writer, notices)
    }

    /// The version of the schema of an existing file; `nil` where there is none, or an empty one.
    static func inspect(_ path: String) throws -> Int? {
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
        guard access(path, W_OK) == 0 else { throw ReviewError.readOnly(path: path) }
        try checkFolder(of: path)
        if head.isEmpty { return nil }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(busyTimeout)
        let (application, version, tables) = try DatabaseQueue(path: path, configuration: configuration).read { db in
            (try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
             try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
             try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0)
        }
        if tables == 0 { return nil }
        guard application == Schema.applicationID else {
            throw ReviewError.notADatabase(path: path, found: "the database of another program")
        }
        guard version <= Schema.version else {
            throw ReviewError.newerSchema(path: path, version: version, known: Schema.version)
        }
        return version
    }

    /// SQLite keeps its journal beside the file, so the folder must be writable too.
    private static func checkFolder(of path: String) throws {
        let folder = folder(of: path)
        guard access(folder, F_OK) == 0 else {
            throw ReviewError.cannotOpen(path: path, reason: "there is no folder \(folder)")
        }
        guard access(folder, W_OK) == 0 else { throw ReviewError.readOnly(path: path) }
    }

    static func folder(of path: String) -> String {
        let parent = (path as NSString).deletingLastPathComponent
        return parent.isEmpty ? "." : parent
    }

    /// Copies an older file to `review.db.before-N` before it is upgraded to version N.
    private static func backUp(_ path: String, version: Int) throws -> String? {
        guard version > 0 else { return nil }
        let copy = path + ".before-\(Schema.version)"
        try copyDatabase(from: path, to: copy)
        return "\(path.printable(limit: 300)) is brought up to date; as it was it lies in \(copy.printable(limit: 300))."
    }

    /// With a write-ahead log where the file system can; else with the slower journal and a line that says so.
    private static func connect(_ path: String, _ configuration: Configuration) throws
        -> (writer: any DatabaseWriter, notice: String?) {
        if !NetworkFolder.contains(folder(of: path)) {
            do {
                return (try DatabasePool(path: path, configuration: configuration), nil)
            } catch let error as DatabaseError {
                switch error.resultCode.primaryResultCode {
                case .SQLITE_IOERR, .SQLITE_PROTOCOL, .SQLITE_ERROR, .SQLITE_CANTOPEN, .SQLITE_NOMEM: break
                default: throw error
                }
            }
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
        return (queue, "\(path.printable(limit: 300)): this file system has no write-ahead log; storing is slower here.")
    }

    /// Two programs may find the same older file; the second one finds the work done.
    private static func migrate(_ writer: any DatabaseWriter) throws {
        do {
            try Schema.migrator.migrate(writer)
        } catch {
            let version = try writer.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
            if version != Schema.version { throw error }
        }
    }
}
