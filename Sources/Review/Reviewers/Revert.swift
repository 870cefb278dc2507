// Taking back what somebody decided, batch by batch, as new events: the log keeps both, and `restore` turns it round.

import Frames
import GRDB

/// What a revert or its restoring came to; durable when it is returned.
public struct RevertOutcome: Equatable, Sendable {
    /// In the order of their decisions.
    public var batches: [String]
    /// The new state of every frame concerned.
    public var changed: [FrameID: FrameState]
    /// The episodes whose shots have changed.
    public var shots: Set<EpisodeCode> = []
}

extension ReviewStore {
    /// Takes back batches of anybody, in one transaction.
    ///
    /// What was taken back already stays so. The reviewer whose batch it was cannot redo it by a key, unless it was
    /// that reviewer who took it back.
    /// - Throws: `ReviewError.invalid` for a batch that is not in the log.
    @discardableResult
    public func revert(batches: [String], by reviewer: String) throws -> RevertOutcome {
        try turn(.undo, batches, by: reviewer)
    }

    /// Takes back everything that one reviewer decided from a time on.
    /// - Parameter since: UTC, milliseconds.
    @discardableResult
    public func revert(everythingBy name: String, since: Int64, by reviewer: String) throws -> RevertOutcome {
        let batches = try read { db in
            try String.fetchAll(db.cachedStatement(sql: """
                SELECT id FROM batch WHERE reviewer = ? AND undone = 0 AND at_ms >= ? ORDER BY at_ms
                """), arguments: [reviewerKey(name), since])
        }
        return try turn(.undo, batches, by: reviewer)
    }

    /// Does batches again that were taken back.
    @discardableResult
    public func restore(batches: [String], by reviewer: String) throws -> RevertOutcome {
        try turn(.redo, batches, by: reviewer)
    }

    private func turn(_ kind: EventKind, _ batches: [String], by reviewer: String) throws -> RevertOutcome {
        let reviewer = try Self.checkedReviewer(reviewer)
        return try write { db in
            let log = try EventLog(db, reviewer: reviewer, now: now())
            let keeper = try LabelKeeper(db)
            var outcome = RevertOutcome(batches: [], changed: [:])
            var frames: [FrameID] = []
            for batch in batches {
                let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT reviewer, undone FROM batch WHERE id = ?"), arguments: [batch])
                guard let row else {
                    throw ReviewError.invalid("There is no decision \(batch.printable()) in the log. rarity log --json names them.")
                }
                let owner: String = row[0], isUndone: Bool = row[1]
                guard isUndone == (kind == .redo) else { continue }
                try log.append(kind, of: batch)
                let canRedo = kind == .undo && owner == reviewerKey(reviewer)
                try db.cachedStatement(sql: "UPDATE batch SET undone = ?, redo_ms = ? WHERE id = ?")
                    .execute(arguments: [kind == .undo, canRedo ? log.time : nil, batch])
                outcome.batches.append(batch)
                frames += try Self.frames(db, of: batch)
                outcome.shots.formUnion(try Self.refreshShots(db, of: batch))
            }
            for frame in frames where outcome.changed[frame] == nil { outcome.changed[frame] = try keeper.refresh(frame) }
            return outcome
        }
    }
}
