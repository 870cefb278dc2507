// A decision: event, opinion and label in one transaction, on the disk before the screen says so.

import Frames
import GRDB

extension ReviewStore {
    /// Stores a decision as one batch. Durable when it returns.
    ///
    /// Cost: some 10 µs a frame and one flush of the disk.
    @discardableResult
    public func decide(_ decision: Decision) throws -> DecisionOutcome {
        try decide([decision], reviewer: decision.reviewer)
    }

    /// Stores decisions of one reviewer as one batch, which is undone as one. A frame may occur more than
    /// once: the later decision stands.
    @discardableResult
    public func decide(_ decisions: [Decision], reviewer: String) throws -> DecisionOutcome {
        let reviewer = try Self.checkedReviewer(reviewer)
        guard decisions.contains(where: { !$0.items.isEmpty }) else {
            return DecisionOutcome(batch: "", changed: [:], overruled: 0)
        }
        return try write { db in
            let log = try EventLog(db, reviewer: reviewer, now: now())
            let batch = EventLog.newID()
            var opinions: Set<FrameID> = []
            var frames: [FrameID] = []
            // Within one batch time does not tell two verdicts on one frame apart, so only the last one of a kind stays.
            for (decision, item) in Self.lastOnly(decisions) {
                let number = try String.fetchOne(
                    db.cachedStatement(sql: "SELECT number FROM frame WHERE id = ?"), arguments: [item.frame])
                guard let number else {
                    throw ReviewError.invalid("There is no frame with the id \(item.frame) in this database.")
                }
                try log.append(item, decision.verdict, frame: number, batch: batch)
                frames.append(item.frame)
                if decision.verdict.isOpinion { opinions.insert(item.frame) }
            }
            try log.begin(batch)
            let key = reviewerKey(reviewer)
            let keeper = try LabelKeeper(db)
            var outcome = DecisionOutcome(batch: batch, changed: [:], overruled: 0)
            for frame in frames where outcome.changed[frame] == nil {
                let state = try keeper.refresh(frame)
                outcome.changed[frame] = state
                if opinions.contains(frame), state.source == .jonny, !keeper.experts.contains(key) {
                    outcome.overruled += 1
                }
            }
            return outcome
        }
    }

    static func checkedReviewer(_ name: String) throws(ReviewError) -> String {
        let name = name.trimmed
        guard !name.isEmpty else {
            throw .invalid("Nobody is at the keys: give a name with --as NAME or in RARITY_REVIEWER.")
        }
        guard name.count <= 100, name.printable(limit: 100) == name else {
            throw .invalid("\"\(name.printable(limit: 40))\" is no name for a reviewer: at most 100 printable characters.")
        }
        return name
    }

    private static func lastOnly(_ decisions: [Decision]) -> [(Decision, Decision.Item)] {
        var all = decisions.flatMap { decision in decision.items.map { (decision, $0) } }
        if all.count > 1 {
            var seen: Set<Slot> = []
            all = all.reversed().filter { seen.insert(Slot($0.1.frame, $0.0.verdict)).inserted }.reversed()
        }
        return all
    }

    /// Verdicts that replace one another: opinions, flags, notes.
    private struct Slot: Hashable {
        let frame: FrameID
        let kind: Int

        init(_ frame: FrameID, _ verdict: Decision.Verdict) {
            self.frame = frame
            kind = switch verdict {
            case .label, .accept, .unsure: 0
            case .flag: 1
            case .note: 2
            }
        }
    }
}
