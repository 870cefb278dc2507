// Shots: runs of frames without a cut. They are found from pixels and replaced as a whole; people's own
// boundaries (ReviewStore+ShotEdits.swift) lie on top.

import Frames
import GRDB

/// A run of frames without a cut.
public struct Shot: Equatable, Sendable {
    /// From 0 in the order of the episode.
    public var index: Int
    /// Positions of its first and its last frame.
    public var first, last: Int
    /// Shots of one scene have the same number.
    public var scene: Int

    public init(index: Int, first: Int, last: Int, scene: Int) {
        self.index = index
        self.first = first
        self.last = last
        self.scene = scene
    }
}

extension ReviewStore {
    /// The shots of an episode in order; empty where they were not found yet. Each ends where the next begins,
    /// the last one with the episode.
    public func shots(_ episode: EpisodeCode) throws -> [Shot] {
        try read { db in
            let id = try Self.episodeID(db, episode)
            let rows = try Row.fetchAll(db.cachedStatement(sql: """
                SELECT f.position, s.scene FROM shot s JOIN frame f ON f.id = s.first_frame WHERE s.episode_id = ?
                """), arguments: [id]).map { (first: $0[0] as Int, scene: $0[1] as Int) }.sorted { $0.first < $1.first }
            let end = try Int.fetchOne(db.cachedStatement(sql: """
                SELECT max(position) FROM frame WHERE episode_id = ?
                """), arguments: [id]) ?? 0
            return rows.enumerated().map { index, row in
                let last = index + 1 < rows.count ? rows[index + 1].first - 1 : end
                return Shot(index: index, first: row.first, last: last, scene: row.scene)
            }
        }
    }

    /// The shots of an episode as they were found, without what people moved, and the frames that came after that.
    func knownShots(_ episode: EpisodeCode) throws -> KnownShots {
        try read { db in
            let id = try Self.episodeID(db, episode)
            let shots = try Row.fetchAll(db.cachedStatement(sql: """
                SELECT f.position, s.scene FROM found_shot s JOIN frame f ON f.id = s.first_frame WHERE s.episode_id = ? ORDER BY f.position
                """), arguments: [id]).map { KnownShots.Start(position: $0[0], scene: $0[1]) }
            let later = try Int.fetchAll(db.cachedStatement(sql: """
                SELECT f.position FROM episode e CROSS JOIN frame f INDEXED BY frame_episode ON f.episode_id = e.id
                WHERE e.id = ? AND f.id > e.shots_to
                """), arguments: [id])
            return KnownShots(starts: shots, later: Set(later))
        }
    }

    /// Replaces the found shots of an episode; what people moved stays moved. They must cover it: from its first
    /// frame to its last, without a gap.
    public func setShots(_ episode: EpisodeCode, _ shots: [Shot]) throws {
        try write { db in
            let id = try Self.episodeID(db, episode)
            let frames = try FrameID.fetchAll(db.cachedStatement(sql: """
                SELECT id FROM frame WHERE episode_id = ? ORDER BY position
                """), arguments: [id])
            var next = 0
            for shot in shots {
                guard shot.first == next, shot.last >= shot.first, shot.last < frames.count else {
                    throw ReviewError.invalid("The shots of \(episode) leave a gap or overlap at frame \(next).")
                }
                next = shot.last + 1
            }
            guard shots.isEmpty || next == frames.count else {
                throw ReviewError.invalid("The shots of \(episode) end at frame \(next) of \(frames.count).")
            }
            try db.execute(sql: "DELETE FROM found_shot WHERE episode_id = ?", arguments: [id])
            for shot in shots {
                try db.cachedStatement(sql: "INSERT INTO found_shot (episode_id, first_frame, scene) VALUES (?, ?, ?)")
                    .execute(arguments: [id, frames[shot.first], shot.scene])
            }
            try db.execute(sql: "UPDATE episode SET shots_to = ? WHERE id = ?", arguments: [shots.isEmpty ? nil : frames.max(), id])
            try ShotKeeper(db).refresh(id)
            try Self.revise(db)
        }
    }
}
