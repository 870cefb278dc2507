// Undo and redo: new events that name a batch. Nothing is taken out of the log, so there is no limit,
// and both survive a restart. A reviewer undoes own batches only.

import Frames
import GRDB

extension ReviewStore {
    /// Takes back the reviewer's latest batch; `nil` where nothing is left. Durable when it returns.
    public func undo(reviewer: String) throws -> UndoOutcome? {
        try turn(.undo, reviewer, sql: """
            SELECT id FROM batch WHERE reviewer = ? AND undone = 0 ORDER BY at_ms DESC LIMIT 1
            """)
    }

    /// Does again what the reviewer undid last; `nil` where nothing is left, as after a new decision.
    public func redo(reviewer: String) throws -> UndoOutcome? {
        try turn(.redo, reviewer, sql: """
            SELECT id FROM batch WHERE reviewer = ? AND redo_ms IS NOT NULL ORDER BY redo_ms DESC LIMIT 1
            """)
    }

    private func turn(_ kind: EventKind, _ reviewer: String, sql: String) throws -> UndoOutcome? {
        let reviewer = try Self.checkedReviewer(reviewer)
        return try write { db in
            let found = try String.fetchOne(db.cachedStatement(sql: sql), arguments: [reviewerKey(reviewer)])
            guard let batch = found else { return nil }
            let log = try EventLog(db, reviewer: reviewer, now: now())
            try log.append(kind, of: batch)
            try db.cachedStatement(sql: "UPDATE batch SET undone = ?, redo_ms = ? WHERE id = ?")
                .execute(arguments: [kind == .undo, kind == .undo ? log.time : nil, batch])
            let keeper = try LabelKeeper(db)
            var changed: [FrameID: FrameState] = [:]
            let frames = try Self.frames(db, of: batch)
            for frame in frames where changed[frame] == nil { changed[frame] = try keeper.refresh(frame) }
            return UndoOutcome(batch: batch, changed: changed, first: frames.first ?? 0,
                               summary: try BatchSummary(db, batch: batch).text, isRedo: kind == .redo,
                               shots: try Self.refreshShots(db, of: batch))
        }
    }

    /// The episodes whose boundaries a batch moves, with their shots concluded anew.
    static func refreshShots(_ db: Database, of batch: String) throws -> Set<EpisodeCode> {
        let episodes = try Row.fetchAll(db.cachedStatement(sql: """
            SELECT DISTINCT ep.id, ep.code FROM event e CROSS JOIN frame f ON f.number = e.frame CROSS JOIN episode ep ON ep.id = f.episode_id
            WHERE e.batch = ? AND e.kind IN (\(EventKind.shotKinds))
            """), arguments: [batch])
        for episode in episodes { try ShotKeeper(db).refresh(episode[0]) }
        return Set(episodes.compactMap { EpisodeCode(text: $0[1] as String) })
    }

    /// The frames of a batch in the order of its events.
    static func frames(_ db: Database, of batch: String) throws -> [FrameID] {
        try FrameID.fetchAll(db.cachedStatement(sql: """
            SELECT f.id FROM event e JOIN frame f ON f.number = e.frame WHERE e.batch = ? ORDER BY e.id
            """), arguments: [batch])
    }
}

/// A batch in words.
struct BatchSummary {
    /// `label Rare on 24 frames`
    let text: String

    init(_ db: Database, batch: String) throws {
        let verdicts = try Row.fetchAll(db.cachedStatement(sql: """
            SELECT kind, class FROM event WHERE batch = ? GROUP BY kind, class
            """), arguments: [batch])
        let frames = try Int.fetchOne(db.cachedStatement(sql: """
            SELECT count(DISTINCT frame) FROM event WHERE batch = ?
            """), arguments: [batch]) ?? 0
        let kinds = Set(verdicts.map { $0[0] as String })
        if let moved = Self.boundaries(kinds, frames) { text = moved; return }
        var what = kinds.count == 1 ? kinds.first ?? "" : "several decisions"
        if let only = verdicts.first, verdicts.count == 1, let rarity = only.rarity(1) { what += " \(rarity)" }
        text = "\(what) on \(frames) frame\(frames == 1 ? "" : "s")"
    }

    /// `nil` for decisions about frames.
    private static func boundaries(_ kinds: Set<String>, _ frames: Int) -> String? {
        switch Set(kinds.compactMap(EventKind.init)) {
        case [.shotSplit]: "a shot split\(frames > 1 ? " at \(frames) frames" : "")"
        case [.shotJoin]: frames > 1 ? "\(frames) shots joined to those before" : "a shot joined to the one before"
        case [.shotSplit, .shotJoin]: "boundaries of shots moved"
        default: nil
        }
    }
}
