// Labels, flags, notes, undo. A decision leaves as an effect; the state changes, and the screen says
// "saved", only when the store answers that it is on the disk.

import Frames
import Review

extension AppState {
    mutating func decide(_ command: Command) -> [Effect] {
        switch command {
        case .label(let rarity): return label(.label(rarity), at: targets(), looked: true)
        case .accept: return acceptPredictions()
        case .unsure: return label(.unsure, at: targets(), looked: true)
        case .repeatLabel:
            guard let lastLabel else { return [] }
            return label(.label(lastLabel.rarity), at: targets(), looked: true)
        case .labelShot:
            guard let rarity = shotLabel, let shot = currentShot else { return [] }
            return label(.label(rarity), at: Array(shot.first...shot.last), looked: false)
        case .flag:
            let positions = markedOrCurrent()
            let allFlagged = positions.allSatisfy { film?.frames[$0].state.flagged == true }
            return store(.flag(!allFlagged), at: positions)
        default: return []
        }
    }

    /// The note that was typed.
    mutating func decide(note: String) -> [Effect] { store(.note(note), at: markedOrCurrent()) }

    /// The frames that a label key takes: the marks, else the shot where that is the scope, else the frame.
    private func targets() -> [Int] {
        if marks.isEmpty, let item = itemAtCursor { return item.decidedPositions }
        if marks.isEmpty, shotScope, let shot = currentShot { return Array(shot.first...shot.last) }
        return markedOrCurrent()
    }

    private func markedOrCurrent() -> [Int] {
        if !marks.isEmpty { return marks.sorted() }
        return current == nil ? [] : [cursor]
    }

    /// Each frame's own prediction; frames of one class are one decision of the batch.
    private mutating func acceptPredictions() -> [Effect] {
        let positions = targets()
        guard let film else { return [] }
        if marks.isEmpty, let suggested = itemAtCursor?.suggested { return label(.accept(suggested), at: positions, looked: true) }
        let classes = Set(positions.compactMap { film.frames[$0].prediction?.rarity })
        guard let first = classes.first else { return [] }
        guard classes.count == 1 else {
            say("The marked frames have \(classes.count) predicted classes; a label key takes them all.", .bad)
            return []
        }
        return label(.accept(first), at: positions, looked: true)
    }

    private mutating func label(_ verdict: Decision.Verdict, at positions: [Int], looked: Bool) -> [Effect] {
        let effects = store(verdict, at: positions)
        guard !effects.isEmpty else { return [] }
        if let rarity = verdict.rarity { lastLabel = LastLabel(rarity: rarity, position: cursor) }
        if marks.isEmpty {
            if itemAtCursor != nil {
                itemIsDecided()
                return effects
            }
            guard autoAdvance else { return effects }
            if positions.count == 1 { return effects + advance(1) }
            return effects + go(to: (positions.last ?? cursor) + 1)
        }
        marks = []
        rangeStart = nil
        return effects
    }

    private mutating func store(_ verdict: Decision.Verdict, at positions: [Int]) -> [Effect] {
        guard let film, !positions.isEmpty else { return [] }
        let looked = Set(marks).union([cursor])
        let items = positions.map { position in
            let frame = film.frames[position]
            let shown = Decision.Shown(label: frame.state.label, predicted: frame.prediction?.rarity, model: model, blind: hidesOpinions, queue: itemAtCursor == nil ? nil : queue)
            return Decision.Item(frame: frame.id, shown: shown, propagated: !looked.contains(position))
        }
        let ticket = nextTicket
        nextTicket += 1
        saving[ticket] = items.map(\.frame)
        return [.store(Decision(verdict, items: items, reviewer: reviewer), ticket: ticket)]
    }

    mutating func takeAnswer(_ input: Input) -> [Effect] {
        switch input {
        case .stored(let ticket, let outcome):
            let count = saving.removeValue(forKey: ticket)?.count ?? 0
            film?.apply(outcome.changed)
            pace.count(count)
            latestRevert = nil
            reports.newSinceEvaluation += 1
            if outcome.overruled > 0 {
                say("Kept as your opinion: \(outcome.overruled == 1 ? "an expert decided this frame" : "an expert decided \(outcome.overruled) of them").")
            } else if count > 1 {
                say("\(count) frames, one step: u takes it back.", .good)
            }
            return wantDetails()
        case .notStored(let ticket, let reason):
            let frames = saving.removeValue(forKey: ticket) ?? []
            if let frame = frames.first, let position = film?.position(of: frame) { cursor = position }
            (awaitsItem, held) = (false, [])
            say("NOT saved: \(reason)", .bad)
            return wantDetails()
        case .undone(let outcome, let code):
            film?.apply(outcome.changed)
            say("\(outcome.isRedo ? "Again" : "Taken back"): \(outcome.summary)", .good)
            // Moved shots decide no frame.
            if outcome.shots.isEmpty { pace.correct(by: outcome.isRedo ? outcome.changed.count : -outcome.changed.count) }
            if code == film?.code, let position = film?.position(of: outcome.first) { return go(to: position) + wantDetails() }
            return [.open(code, .frame(outcome.first))]
        case .nothingToUndo(let isRedo):
            say(isRedo ? "Nothing to do again." : "Nothing of yours left to take back.")
            return []
        default: return []
        }
    }
}
