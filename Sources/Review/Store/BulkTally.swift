// The counts of `tally` follow every label by a trigger. Where a whole film comes in at once they are counted once instead, which costs
// less than a trigger a row. All of it is inside the import's transaction: either the trigger is back and the counts are
// right, or nothing has happened.

import GRDB

struct BulkTally {
    private static let trigger = "label_inserted"
    /// From how many labels on it is worth it.
    private static let least = 2_000

    private let db: Database
    /// SQL that makes the trigger; `nil` where it was left in place.
    private let sql: String?
    /// The last label that the trigger has counted.
    private let last: Int64

    /// - Parameter labels: how many are about to be inserted, at least.
    init(_ db: Database, labels: Int) throws {
        self.db = db
        guard labels >= Self.least else { (sql, last) = (nil, 0); return }
        sql = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", arguments: [Self.trigger])
        last = try Int64.fetchOne(db, sql: "SELECT max(frame_id) FROM label") ?? 0
        if sql != nil { try db.execute(sql: "DROP TRIGGER \(Self.trigger)") }
    }

    /// Counts what was inserted since; then the trigger counts again.
    func end() throws {
        guard let sql else { return }
        try db.execute(sql: sql)
        try db.execute(sql: """
            INSERT INTO tally
            SELECT episode_id, ifnull(class, ''), ifnull(source, ''), ifnull(predicted, ''), reviewed, contested, unsure, flagged, count(*)
            FROM label WHERE frame_id > ? GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
            ON CONFLICT DO UPDATE SET frames = frames + excluded.frames
            """, arguments: [last])
    }
}
