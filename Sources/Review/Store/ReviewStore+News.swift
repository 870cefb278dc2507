// What has changed since somebody last looked: the ground on which a live head, in this program or another
// one, keeps up with the log.

import Frames
import GRDB

/// A place in the history of what is learned from.
public struct LogPosition: Equatable, Sendable {
    /// Id of the last event.
    public var event: Int64
    /// Counts what changes labels or shots without an event: imports, found shots, repairs, other experts.
    public var revision: Int64
}

/// What has changed since a position.
struct LogNews {
    var position: LogPosition
    /// Name of the current model.
    var model: String?
    /// The state of every frame that an event since then is about, or that an undo or redo touches.
    var changed: [FrameID: FrameState]
    /// Episodes whose shots were moved by hand.
    var shots: Set<EpisodeCode>
}

extension ReviewStore {
    /// Where the log is now.
    func logPosition() throws -> LogPosition { try read(Self.logPosition) }

    static func logPosition(_ db: Database) throws -> LogPosition {
        LogPosition(event: try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(id) FROM event")) ?? 0,
                    revision: try Int64.fetchOne(db.cachedStatement(sql: """
                        SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'revision'
                        """)) ?? 0)
    }

    /// Says that labels or shots changed without an event.
    static func revise(_ db: Database) throws {
        try db.cachedStatement(sql: """
            INSERT INTO setting VALUES ('revision', '1')
            ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + 1
            """).execute()
    }

    /// What has changed since an event. Cost: by the events since then.
    func news(since event: Int64) throws -> LogNews {
        try read { db in
            var news = LogNews(position: try Self.logPosition(db), model: try String.fetchOne(
                db.cachedStatement(sql: "SELECT name FROM model WHERE current = 1")), changed: [:], shots: [])
            guard news.position.event > event else { return news }
            let rows = try Row.fetchCursor(db.cachedStatement(sql: """
                WITH touched(batch) AS (
                  SELECT batch FROM event WHERE id > :event
                  UNION SELECT target FROM event WHERE id > :event AND target IS NOT NULL)
                SELECT DISTINCT f.id, \(Row.stateColumns), CASE WHEN e.kind IN (\(EventKind.shotKinds)) THEN ep.code END
                FROM touched t CROSS JOIN event e ON e.batch = t.batch CROSS JOIN frame f ON f.number = e.frame
                CROSS JOIN label l ON l.frame_id = f.id CROSS JOIN episode ep ON ep.id = f.episode_id
                """), arguments: ["event": event])
            while let row = try rows.next() {
                if let code: String = row[5] {
                    if let episode = EpisodeCode(text: code) { news.shots.insert(episode) }
                } else {
                    news.changed[row[0]] = row.frameState(from: 1)
                }
            }
            return news
        }
    }
}
