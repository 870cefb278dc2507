// What can be wrong with review.db or a request to it, in words for the person at the keys.

import Frames
import GRDB

/// Something that could not be done; nothing was changed. `description` is one line: what, where, what to do.
public enum ReviewError: Error, Equatable, Sendable, CustomStringConvertible {
    case notADatabase(path: String, found: String)
    case newerSchema(path: String, version: Int, known: Int)
    case readOnly(path: String)
    case cannotOpen(path: String, reason: String)
    case diskFull(path: String)
    case busy(path: String)
    case damaged(path: String, reason: String)
    case database(path: String, reason: String)
    /// The request does not fit what is in the database.
    case invalid(String)

    public var description: String {
        switch self {
        case .notADatabase(let path, let found):
            "\(shown(path)): is no review database but \(found). Name another file."
        case .newerSchema(let path, let version, let known):
            "\(shown(path)): was written by a newer Rarity (version \(version) of the database, this program knows \(known)). Update Rarity."
        case .readOnly(let path):
            "\(shown(path)): is read-only, and every decision must be written. Make the file and its folder writable, or name another file."
        case .cannotOpen(let path, let reason):
            "\(shown(path)): cannot be opened: \(reason.printable(limit: 160)). Check the path and its permissions."
        case .diskFull(let path):
            "\(shown(path)): the disk is full; nothing was stored. Make room and try again."
        case .busy(let path):
            "\(shown(path)): another program has held it for more than \(Int(ReviewStore.busyTimeout)) seconds. Try again."
        case .damaged(let path, let reason):
            "\(shown(path)): is damaged: \(reason.printable(limit: 160)). Restore a backup: rarity restore FILE."
        case .database(let path, let reason):
            "\(shown(path)): \(reason.printable(limit: 200))"
        case .invalid(let reason):
            reason
        }
    }

    /// What SQLite reports, as a person needs it.
    init(_ error: any Error, path: String) {
        if let known = error as? ReviewError { self = known; return }
        guard let error = error as? DatabaseError else {
            self = .database(path: path, reason: "\(error)")
            return
        }
        let reason = error.message ?? "\(error.resultCode)"
        switch error.resultCode.primaryResultCode {
        case .SQLITE_NOTADB: self = .notADatabase(path: path, found: "another kind of file")
        case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
        case .SQLITE_CANTOPEN: self = .cannotOpen(path: path, reason: reason)
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_CORRUPT: self = .damaged(path: path, reason: reason)
        default: self = .database(path: path, reason: reason)
        }
    }
}

private func shown(_ path: String) -> String { path.printable(limit: 300) }
