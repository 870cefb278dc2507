// The counts of `tally` follow every label by a trigger. Where a whole film comes in at once they are counted here instead, which costs
// nothing beside a trigger a row. All of it is inside the import's transaction: either the trigger is back and the counts are
// right, or nothing has happened.

import GRDB

struct BulkTally {
    private static let trigger = "label_inserted"
    /// From how many labels on it is worth it.
    private static let least = 2_000

    private let db: Database
    /// SQL that makes the trigger; `nil` where it was left in place.
    private let sql: String?

    /// - Parameter labels: how many are to be inserted, about.
    init(_ db: Database, labels: Int) throws {
        self.db = db
        guard labels >= Self.least else { sql = nil; return }
        sql = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", arguments: [Self.trigger])
        if sql != nil { try db.execute(sql: "DROP TRIGGER \(Self.trigger)") }
    }

    /// Adds the labels that were inserted, which nobody has decided on and no model has seen; then the trigger counts again.
    func end(episode: Int64, _ counts: some Sequence<(label: FirstLabel, frames: Int)>) throws {
        guard let sql else { return }
        try db.execute(sql: sql)
        for (label, frames) in counts {
            try db.execute(sql: """
                INSERT INTO tally VALUES (?, ?, ?, '', 0, 0, 0, 0, ?) ON CONFLICT DO UPDATE SET frames = frames + excluded.frames
                """, arguments: [episode, label.rarity?.name ?? "", label.source?.rawValue ?? "", frames])
        }
    }
}
