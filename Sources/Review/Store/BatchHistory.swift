// Which batches are in effect: a pure function of the log, by which `check` judges the table `batch`.

/// The state of every batch after a log.
struct BatchHistory {
    struct Batch: Equatable {
        /// Folded.
        var reviewer: String
        /// UTC, milliseconds.
        var time: Int64
        var isUndone = false
        /// Time of the undo while it can be redone.
        var redo: Int64?
    }

    private(set) var batches: [String: Batch] = [:]
    /// By reviewer: the batches that can be redone.
    private var redoable: [String: Set<String>] = [:]

    /// Takes the next event in the order of time.
    mutating func take(_ kind: EventKind, batch: String, reviewer: String, time: Int64, target: String?) {
        let reviewer = reviewerKey(reviewer)
        switch kind {
        case .undo, .redo:
            guard let target, let owner = batches[target]?.reviewer else { return }
            // What somebody else took back is not for its reviewer's redo key.
            let canRedo = kind == .undo && owner == reviewer
            batches[target]?.isUndone = kind == .undo
            batches[target]?.redo = canRedo ? time : nil
            if canRedo { redoable[owner, default: []].insert(target) } else { redoable[owner]?.remove(target) }
        case .label, .accept, .unsure, .flag, .unflag, .note, .shotSplit, .shotJoin:
            guard batches[batch] == nil else { return }
            batches[batch] = Batch(reviewer: reviewer, time: time)
            for undone in redoable[reviewer] ?? [] { batches[undone]?.redo = nil }
            redoable[reviewer] = nil
        }
    }
}
