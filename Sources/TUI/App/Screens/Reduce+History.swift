// History: who decided what; taking a decision back, or all that somebody did since a time. Both are asked first, and u
// turns the latest one round.

import Frames
import Review

extension AppState {
    mutating func openHistoryRow(_ row: Int) -> [Effect] {
        guard let batches = reports.history?.batches, batches.indices.contains(row), let first = batches[row].first else { return [] }
        screen = .review
        return jump(to: first.description)
    }

    /// `r`: asks whether to take the decision at the cursor back, or to do it again.
    mutating func revertRow() -> [Effect] {
        let row = reports.row(.history)
        guard let batches = reports.history?.batches, batches.indices.contains(row) else { return [] }
        let batch = batches[row]
        if batch.kind == .undo || batch.kind == .redo {
            let isUndo = batch.kind == .undo
            let text = "\(isUndo ? "Do again" : "Take back") \(counted(batch.targets.count, "decision")) of this line?"
            question = Question(text: text, effects: [.revert(isUndo ? .restore(batch.targets) : .batches(batch.targets), reviewer: reviewer)])
            return []
        }
        let what = "\(batch.reviewer.printable(limit: 20))'s \(batch.summary)"
        question = Question(text: batch.undone ? "Do \(what) again?" : "Take back \(what)?",
                            effects: [.revert(batch.undone ? .restore([batch.id]) : .batches([batch.id]), reviewer: reviewer)])
        return []
    }

    /// `:revert Bo yesterday`
    mutating func revert(_ argument: String) -> [Effect] {
        let words = argument.split(separator: " ").map(String.init)
        guard words.count >= 2, let since = words.last else {
            say("Whose decisions, since when? :revert Bo yesterday, :revert Bo 2h, :revert Bo 2026-11-24T08:00", .bad)
            return []
        }
        return [.askRevert(by: words.dropLast().joined(separator: " "), since: since)]
    }

    mutating func ask(revertOf name: String, since: Int64, decisions: Int) {
        guard decisions > 0 else {
            say("\(name.printable(limit: 40)) decided nothing since \(Moment.text(since)) UTC that still stands.")
            return
        }
        question = Question(text: "Take back all \(counted(decisions, "decision")) of \(name.printable(limit: 40)) since \(Moment.text(since)) UTC?",
                            effects: [.revert(.everything(by: name, since: since), reviewer: reviewer)])
    }

    mutating func take(_ outcome: RevertOutcome, restored: Bool) -> [Effect] {
        film?.apply(outcome.changed)
        refreshFilter()
        latestRevert = outcome.batches.isEmpty ? nil : Turned(batches: outcome.batches, restored: restored)
        let what = "\(counted(outcome.batches.count, "decision")), \(counted(outcome.changed.count, "frame"))"
        say(restored ? "Done again: \(what)." : "Taken back: \(what). u does \(outcome.batches.count == 1 ? "it" : "them") again.", .good)
        var effects: [Effect] = [.listEpisodes] + wantDetails()
        if let code = film?.code, outcome.shots.contains(code) { effects.append(.reload(code)) }
        if let history = reports.history, screen == .history { effects.append(.load(.history(of: history.frame, by: history.reviewer))) }
        return effects
    }

    /// What u does right after a revert: the revert was one step, so it is taken back as one.
    mutating func undoRevert(isRedo: Bool) -> [Effect]? {
        guard let latestRevert, latestRevert.restored == isRedo else { return nil }
        return [.revert(isRedo ? .batches(latestRevert.batches) : .restore(latestRevert.batches), reviewer: reviewer)]
    }
}

/// A revert, or its turning round, that nothing was decided after.
struct Turned: Equatable, Sendable {
    let batches: [String]
    /// They were done again.
    let restored: Bool
}

/// What a revert takes.
public enum Revert: Equatable, Sendable {
    case batches([String])
    case restore([String])
    case everything(by: String, since: Int64)
}

extension LoggedBatch {
    /// `label Rare, 24 frames`
    var summary: String {
        let verdict = switch kind {
        case .label, .accept: "\(kind.rawValue) \(rarity?.name ?? "of several classes")"
        case .note: "note \"\((note ?? "").printable(limit: 30))\""
        case .undo: "took back \(counted(targets.count, "decision"))"
        case .redo: "did again \(counted(targets.count, "decision"))"
        case .unsure, .flag, .unflag: kind.rawValue
        case .shotSplit: "shot split"
        case .shotJoin: "shots joined"
        }
        return frames > 1 ? "\(verdict), \(frames) frames" : verdict
    }
}
