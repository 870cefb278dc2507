// Copies of review.db that are whole, also while others write.

import Foundation
import Frames
import GRDB

extension ReviewStore {
    /// Copies the database to a new file, in one step: `file` is the whole copy or is as it was.
    ///
    /// - Throws: `ReviewError` where there is a file that is no backup: it is not replaced.
    public func backup(to file: String) throws {
        try Self.guardTarget(file, isNot: path)
        do { _ = try Self.inspect(file) } catch { throw ReviewError(error, path: file) }
        do { try Self.copyDatabase(from: path, to: file) } catch { throw ReviewError(error, path: file) }
    }

    /// Puts a backup in the place of a database; what was there is kept as `PATH.before-restore`.
    ///
    /// - Throws: also where another program has the database open: what is decided there would go into the file that was moved.
    public static func restore(from file: String, to path: String) throws {
        guard exists(path: file) else {
            throw ReviewError.cannotOpen(path: file, reason: "there is no such file")
        }
        try guardTarget(file, isNot: path)
        // Nobody opens it meanwhile.
        let turn = try? FileLock(path.folderPath, patience: busyTimeout)
        defer { withExtendedLifetime(turn) {} }
        do {
            guard try inspect(file, toWrite: false) != nil else {
                throw ReviewError.notADatabase(path: file, found: "an empty file")
            }
            try copyDatabase(from: file, to: path) {
                guard !isOpenElsewhere(path) else {
                    throw ReviewError.invalid("\(path.printable(limit: 300)): another program has it open, and nothing was restored. Close it there, and try again.")
                }
                // The old file may be the very thing that is damaged, so it is moved and nothing is taken from it. The new one is whole by now.
                for suffix in ["", "-wal", "-shm"] where exists(path: path + suffix) {
                    _ = unlink(path + ".before-restore" + suffix)
                    guard rename(path + suffix, path + ".before-restore" + suffix) == 0 else {
                        throw ReviewError.cannotOpen(path: path + suffix, reason: String(cString: strerror(errno)))
                    }
                }
            }
        } catch {
            throw ReviewError(error, path: path)
        }
    }

    /// Whether another connection has a database open. With a write-ahead log each holds a share of the file for as long as it is
    /// open; without one nobody can tell.
    private static func isOpenElsewhere(_ path: String) -> Bool {
        guard exists(path: path) else { return false }
        var configuration = Configuration()
        configuration.prepareDatabase { _ = try String.fetchOne($0, sql: "PRAGMA locking_mode = EXCLUSIVE") }
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.read { _ = try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
            try queue.close()
        } catch let error as DatabaseError {
            return error.resultCode.primaryResultCode == .SQLITE_BUSY
        } catch {}
        return false                                            // what is damaged is in nobody's use
    }

    /// A consistent copy, made under another name in the target's folder, flushed and renamed.
    /// - Parameter makeRoom: done once the copy is whole and before it takes its place.
    static func copyDatabase(from source: String, to target: String, makeRoom: () throws -> Void = {}) throws {
        let part = target + ".part-\(getpid())"
        defer { for suffix in ["", "-wal", "-shm", "-journal"] { _ = unlink(part + suffix) } }
        var configuration = Configuration()
        configuration.busyMode = .timeout(busyTimeout)
        var reading = configuration
        reading.readonly = true
        let from = try DatabaseQueue(path: source, configuration: reading)
        let to = try DatabaseQueue(path: part, configuration: configuration)
        try from.backup(to: to)
        // One plain file, that can be read where nothing can be written beside it.
        try to.writeWithoutTransaction { _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
        try from.close()
        try to.close()
        try flush(part)
        try makeRoom()
        guard rename(part, target) == 0 else {
            throw ReviewError.cannotOpen(path: target, reason: String(cString: strerror(errno)))
        }
    }

    private static func flush(_ path: String) throws {
        let descriptor = Glibc.open(path, O_RDONLY)
        guard descriptor >= 0 else { return }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw ReviewError.cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
    }

    private static func guardTarget(_ file: String, isNot path: String) throws {
        if let a = realPath(file), let b = realPath(path), a == b {
            throw ReviewError.invalid("\(file.printable(limit: 300)) is the database itself. Name another file.")
        }
    }

    private static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
