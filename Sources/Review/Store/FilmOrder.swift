// Positions of an episode's frames: from 0 by timecode, then by series.

import GRDB

enum FilmOrder {
    /// Moves the frames that stand elsewhere.
    static func restore(_ db: Database, _ episode: Int64) throws {
        let frames = try Row.fetchAll(db, sql: "SELECT id, position FROM main.frame WHERE episode_id = ? ORDER BY timecode, series", arguments: [episode])
        for (position, frame) in frames.enumerated() where frame[1] != position {
            let id: FrameID = frame[0]
            try db.cachedStatement(sql: "UPDATE main.frame SET position = ? WHERE id = ?").execute(arguments: [position, id])
            try db.cachedStatement(sql: "UPDATE main.label SET position = ? WHERE frame_id = ?").execute(arguments: [position, id])
        }
    }
}
