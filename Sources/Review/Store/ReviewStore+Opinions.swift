// What people decided on the frames of an episode, all at once.

import Frames
import GRDB

extension ReviewStore {
    /// Of every frame that somebody decided on: one opinion a reviewer. Cost: one pass over the episode's opinions.
    public func opinions(_ episode: EpisodeCode) throws -> [FrameID: [Opinion]] {
        let experts = Set(experts.map(reviewerKey))
        return try read { db in
            let rows = try Row.fetchCursor(db.cachedStatement(sql: """
                SELECT o.frame_id, o.name, o.class, o.propagated, o.at_ms, o.reviewer
                FROM frame f CROSS JOIN opinion o ON o.frame_id = f.id WHERE f.episode_id = ? ORDER BY o.at_ms
                """), arguments: [try Self.episodeID(db, episode)])
            var opinions: [FrameID: [Opinion]] = [:]
            while let row = try rows.next() {
                let opinion = Opinion(reviewer: row[1], rarity: row.rarity(2), propagated: row[3], time: row[4], isExpert: experts.contains(row[5] as String))
                opinions[row[0], default: []].append(opinion)
            }
            return opinions
        }
    }
}
