// A decision must survive the next crash, so this is the only file that writes `event`.

import Foundation
import Frames
import GRDB

/// Appends to the log inside the caller's transaction.
struct EventLog {
    let db: Database
    let reviewer: String
    /// Of all events appended here: greater than of any event before, so that the order in time is the order
    /// of the keys, whatever the clock does.
    let time: Int64

    init(_ db: Database, reviewer: String, now: Int64) throws {
        self.db = db
        self.reviewer = reviewer
        let last = try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(at_ms) FROM event")) ?? 0
        time = max(now, last + 1)
    }

    static func newID() -> String { UUID().uuidString.lowercased() }

    func append(_ item: Decision.Item, _ verdict: Decision.Verdict, frame: String, batch: String) throws {
        let shown = item.shown
        try db.cachedStatement(sql: """
            INSERT INTO event (uuid, batch, kind, reviewer, at_ms, frame, class, note, propagated,
              shown_label, shown_prediction, shown_model, blind, queue)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """).execute(arguments: [
                Self.newID(), batch, verdict.kind.rawValue, reviewer, time, frame, verdict.rarity?.name, verdict.note,
                item.propagated, shown.label?.name, shown.predicted?.name, shown.model, shown.blind,
                shown.queue?.rawValue,
            ])
    }

    /// Opens a batch of decisions; what the reviewer had undone can be redone no more.
    func begin(_ batch: String) throws {
        let key = reviewerKey(reviewer)
        try db.cachedStatement(sql: "INSERT INTO batch (id, reviewer, at_ms) VALUES (?, ?, ?)")
            .execute(arguments: [batch, key, time])
        try db.cachedStatement(sql: "UPDATE batch SET redo_ms = NULL WHERE reviewer = ? AND redo_ms IS NOT NULL")
            .execute(arguments: [key])
    }

    /// A boundary of a shot.
    func append(_ kind: EventKind, frame: String, batch: String) throws {
        try db.cachedStatement(sql: "INSERT INTO event (uuid, batch, kind, reviewer, at_ms, frame) VALUES (?, ?, ?, ?, ?, ?)")
            .execute(arguments: [Self.newID(), batch, kind.rawValue, reviewer, time, frame])
    }

    /// The undo of a batch, or its redo.
    func append(_ kind: EventKind, of target: String) throws {
        try db.cachedStatement(sql: """
            INSERT INTO event (uuid, batch, kind, reviewer, at_ms, target) VALUES (?, ?, ?, ?, ?, ?)
            """).execute(arguments: [Self.newID(), Self.newID(), kind.rawValue, reviewer, time, target])
    }
}
