// Keeps `shot` in step with what was found and what people moved, inside the caller's transaction.

import Frames
import GRDB

struct ShotKeeper {
    /// A boundary as it is stored.
    struct Boundary: Equatable {
        var frame: FrameID
        var scene: Int
    }

    let db: Database

    init(_ db: Database) { self.db = db }

    /// Concludes the shots of an episode anew and stores them where they differ.
    func refresh(_ episode: Int64) throws {
        let wanted = try effective(episode)
        guard try stored(episode) != wanted else { return }
        try db.cachedStatement(sql: "DELETE FROM shot WHERE episode_id = ?").execute(arguments: [episode])
        for shot in wanted {
            try db.cachedStatement(sql: "INSERT INTO shot (episode_id, first_frame, scene) VALUES (?, ?, ?)")
                .execute(arguments: [episode, shot.frame, shot.scene])
        }
    }

    /// The same for all episodes, as after a merge.
    func refreshAll() throws {
        for episode in try Int64.fetchAll(db, sql: "SELECT id FROM episode ORDER BY id") { try refresh(episode) }
    }

    /// The boundaries by found shots and events: of every frame the latest word counts, so the order in which two
    /// databases are merged does not. The first frame always begins a shot; a new shot is of the scene it lies in.
    func effective(_ episode: Int64) throws -> [Boundary] {
        let found = try Row.fetchAll(db.cachedStatement(sql: """
            SELECT f.position, s.scene, f.id FROM found_shot s JOIN frame f ON f.id = s.first_frame
            WHERE s.episode_id = ? ORDER BY f.position
            """), arguments: [episode]).map { (position: $0[0] as Int, scene: $0[1] as Int, frame: $0[2] as FrameID) }
        let opening = try FrameID.fetchOne(db.cachedStatement(sql: """
            SELECT id FROM frame WHERE episode_id = ? ORDER BY position LIMIT 1
            """), arguments: [episode])
        guard let first = found.first, let opening else { return [] }
        var frames = Dictionary(found.map { ($0.position, $0.frame) }, uniquingKeysWith: { first, _ in first })
        let rows = try Row.fetchCursor(db.cachedStatement(sql: """
            SELECT f.position, f.id, e.kind FROM event e CROSS JOIN batch b ON b.id = e.batch CROSS JOIN frame f ON f.number = e.frame
            WHERE e.kind IN (\(EventKind.shotKinds)) AND b.undone = 0 AND f.episode_id = ? ORDER BY e.at_ms, e.uuid
            """), arguments: [episode])
        while let row = try rows.next() {
            frames[row[0]] = row[2] == EventKind.shotSplit.rawValue ? row[1] as FrameID : nil
        }
        frames[first.position] = nil
        frames[0] = opening
        return frames.sorted { $0.key < $1.key }.map { position, frame in
            Boundary(frame: frame, scene: found.last { $0.position <= position }?.scene ?? first.scene)
        }
    }

    /// The boundaries as they are stored.
    func stored(_ episode: Int64) throws -> [Boundary] {
        try Row.fetchAll(db.cachedStatement(sql: """
            SELECT s.first_frame, s.scene FROM shot s JOIN frame f ON f.id = s.first_frame
            WHERE s.episode_id = ? ORDER BY f.position
            """), arguments: [episode]).map { Boundary(frame: $0[0], scene: $0[1]) }
    }

    /// Episodes whose stored shots are not what they should be.
    func differing() throws -> [(id: Int64, code: String)] {
        try Row.fetchAll(db, sql: "SELECT id, code FROM episode ORDER BY code").map { (id: $0[0], code: $0[1]) }
            .filter { try stored($0.id) != effective($0.id) }
    }
}
