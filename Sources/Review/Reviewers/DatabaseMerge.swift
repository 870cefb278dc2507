// One merge inside one transaction; the other database is attached as `other`.

import Frames
import GRDB

struct DatabaseMerge {
    private let db: Database
    private let keeper: LabelKeeper
    private var report = MergeReport()
    /// Frames of which something may have changed.
    private var touched: Set<FrameID> = []

    init(_ db: Database) throws {
        self.db = db
        keeper = try LabelKeeper(db)
    }

    mutating func run() throws -> MergeReport {
        var frames = MissingFrames(db)
        try frames.insert()
        (report.episodes, report.frames) = (frames.episodes, frames.ids.count)
        report.problems += frames.problems
        touched.formUnion(frames.ids)
        try insertEvents()
        try refreshBatches()
        try ShotKeeper(db).refreshAll()
        try db.execute(sql: """
            INSERT INTO audit (frame, episode, place, drawn_ms) SELECT frame, episode, place, drawn_ms FROM other.audit WHERE true
            ON CONFLICT (frame) DO UPDATE SET place = min(place, excluded.place), drawn_ms = min(drawn_ms, excluded.drawn_ms)
            """)
        // Frames came without an event, and batches may have turned.
        if report.frames + report.events > 0 { try ReviewStore.revise(db) }
        for frame in touched {
            let before = try Row.fetchOne(db.cachedStatement(sql: "SELECT \(Row.stateColumns) FROM label l WHERE frame_id = ?"), arguments: [frame])
            if try keeper.refresh(frame) != before?.frameState(from: 0) { report.changed += 1 }
        }
        return report
    }

    private mutating func insertEvents() throws {
        report.known = try Int.fetchOne(db, sql: "SELECT count(*) FROM other.event o JOIN main.event e ON e.uuid = o.uuid") ?? 0
        let rows = try Row.fetchCursor(db, sql: """
            SELECT uuid, batch, kind, reviewer, at_ms, frame, class, note, propagated, shown_label, shown_prediction,
              shown_model, blind, queue, target
            FROM other.event o WHERE NOT EXISTS (SELECT 1 FROM main.event e WHERE e.uuid = o.uuid) ORDER BY at_ms, uuid
            """)
        let insert = try db.makeStatement(sql: """
            INSERT INTO event (uuid, batch, kind, reviewer, at_ms, frame, class, note, propagated, shown_label, shown_prediction,
              shown_model, blind, queue, target) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        while let row = try rows.next() {
            guard let frame = Self.frame(of: row) else {
                report.problems.append("Event \((row[0] as String? ?? "").printable(limit: 40)) is none that Rarity writes; left out.")
                continue
            }
            try insert.execute(arguments: StatementArguments(row.databaseValues))
            report.events += 1
            if let frame { try touch(frame) }
        }
    }

    private mutating func touch(_ number: String) throws {
        if let id = try FrameID.fetchOne(db.cachedStatement(sql: "SELECT id FROM frame WHERE number = ?"), arguments: [number]) {
            touched.insert(id)
        }
    }

    /// The frame of an event, or none for an undo and redo; `nil` for what cannot be an event.
    private static func frame(of row: Row) -> String?? {
        guard let kind = (row[2] as String?).flatMap(EventKind.init(rawValue:)), let uuid: String = row[0], uuid.utf8.count <= 64,
              let batch: String = row[1], batch.utf8.count <= 64, let reviewer: String = row[3],
              (try? ReviewStore.checkedReviewer(reviewer)) == reviewer, (row[4] as Int64?) != nil else { return nil }
        switch kind {
        case .undo, .redo: return (row[14] as String?) == nil ? nil : .some(nil)
        case .label, .accept:
            guard row.rarity(6) != nil else { return nil }
        case .unsure, .flag, .unflag, .note, .shotSplit, .shotJoin: break
        }
        guard let frame: String = row[5], FrameNumber(text: frame)?.description == frame else { return nil }
        return frame
    }

    /// Which batches are undone follows from the whole log, in the order of time.
    private mutating func refreshBatches() throws {
        var history = BatchHistory()
        let rows = try Row.fetchCursor(db, sql: "SELECT kind, batch, reviewer, at_ms, target FROM event ORDER BY at_ms, uuid")
        while let row = try rows.next() {
            guard let kind = EventKind(rawValue: row[0]) else { continue }
            history.take(kind, batch: row[1], reviewer: row[2], time: row[3], target: row[4])
        }
        var stored: [String: BatchHistory.Batch] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, reviewer, at_ms, undone, redo_ms FROM batch") {
            stored[row[0]] = .init(reviewer: row[1], time: row[2], isUndone: row[3], redo: row[4])
        }
        for (id, batch) in history.batches where stored[id] != batch {
            try db.cachedStatement(sql: "INSERT OR REPLACE INTO batch VALUES (?, ?, ?, ?, ?)")
                .execute(arguments: [id, batch.reviewer, batch.time, batch.isUndone, batch.redo])
            guard stored[id]?.isUndone != batch.isUndone else { continue }
            touched.formUnion(try ReviewStore.frames(db, of: id))
        }
    }
}
