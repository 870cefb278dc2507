// Two people worked on copies of one database: the union of both logs, by uuid. What is in effect follows from the
// union alone, so it does not matter which file is merged into which, nor how often.

import Foundation
import Frames
import GRDB

/// What a merge brought in.
public struct MergeReport: Equatable, Sendable, Codable {
    /// Events that were not here yet, and those that were.
    public var events = 0, known = 0
    public var episodes = 0
    public var frames = 0
    /// Frames whose class in effect, marks or note are others now.
    public var changed = 0
    /// A line each for what was left out.
    public var problems: [String] = []
}

extension ReviewStore {
    /// Takes over every event of another database that is not in this one, with the episodes and frames that this one
    /// lacks; in one transaction. The other file is only read.
    ///
    /// Where both have a frame, the facts of its sheet stay as they are here. What cannot be an event of Rarity is left out
    /// and told.
    /// - Throws: `ReviewError` for a file that is no review database, or of a newer version.
    @discardableResult
    public func merge(_ other: String) throws -> MergeReport {
        guard Self.exists(path: other) else { throw ReviewError.cannotOpen(path: other, reason: "there is no such file") }
        let copy = path + ".merge-\(getpid())"
        defer { for suffix in ["", "-wal", "-shm", "-journal"] { _ = unlink(copy + suffix) } }
        do {
            guard try Self.inspect(other, toWrite: false) != nil else { throw ReviewError.notADatabase(path: other, found: "an empty file") }
            try Self.copyDatabase(from: other, to: copy)
        } catch {
            throw ReviewError(error, path: other)
        }
        defer { for file in (try? Self.upgradeBackups(of: copy)) ?? [] { _ = unlink(file) } }
        try ReviewStore(path: copy).close()                 // brings an older one up to date
        return try writeWithoutTransaction { db in
            try db.execute(sql: "ATTACH DATABASE ? AS other", arguments: [copy])
            defer { try? db.execute(sql: "DETACH DATABASE other") }
            var report = MergeReport()
            try db.inTransaction(.immediate) {
                var merge = try DatabaseMerge(db)
                report = try merge.run()
                return .commit
            }
            return report
        }
    }

    private static func upgradeBackups(of copy: String) throws -> [String] {
        let name = (copy as NSString).lastPathComponent + ".before-"
        return try FileManager.default.contentsOfDirectory(atPath: copy.folderPath).filter { $0.hasPrefix(name) }
            .map { (copy.folderPath as NSString).appendingPathComponent($0) }
    }
}
