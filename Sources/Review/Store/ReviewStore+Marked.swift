// The next frames that ask for somebody, each kind by an index of its own: the cost is that of the frames found.

import Frames
import GRDB

/// A state in which a frame asks for somebody.
public enum FrameMark: String, CaseIterable, Sendable {
    /// Label and prediction differ.
    case disagrees
    /// The same, and nobody has looked since.
    case differs
    /// Nobody has decided on it in Rarity.
    case unreviewed
    case contested, unsure, flagged

    /// As in the partial index of the same name; SQLite uses it only where the text is the same.
    fileprivate var condition: String {
        switch self {
        case .disagrees: "disagrees = 1"
        case .differs: "disagrees = 1 AND reviewed = 0"
        case .unreviewed: "reviewed = 0"
        case .contested: "contested = 1"
        case .unsure: "unsure = 1"
        case .flagged: "flagged = 1"
        }
    }
}

extension ReviewStore {
    /// The next frames of an episode with a mark, in order.
    ///
    /// - Parameters:
    ///   - position: only frames after this one; -1 from the start on.
    ///   - limit: at most so many.
    public func frames(_ episode: EpisodeCode, marked mark: FrameMark, after position: Int = -1, limit: Int) throws -> [FrameRecord] {
        try read { db in
            let rows = try Row.fetchAll(db.cachedStatement(sql: """
                SELECT \(Self.recordColumns)
                FROM label l CROSS JOIN frame f ON f.id = l.frame_id
                LEFT JOIN prediction p ON p.model_id = ? AND p.frame_id = f.id
                WHERE l.episode_id = ? AND \(mark.condition) AND l.position > ? ORDER BY l.position LIMIT ?
                """), arguments: [try Self.currentModelID(db), try Self.episodeID(db, episode), position, limit])
            return rows.map { Self.record($0, episode: episode) }
        }
    }
}
