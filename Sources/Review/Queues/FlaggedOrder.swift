// Set aside by somebody: flagged, or left to an expert as unsure.

struct FlaggedOrder: QueueOrder {
    var isSorted: Bool { true }

    func candidates(_ hand: FramesAtHand, _ isOpen: (Int) -> Bool) -> [QueueCandidate] {
        var out = hand.groups { (hand.frames[$0].state.flagged || hand.frames[$0].state.unsure) && isOpen($0) }
        for i in out.indices { out[i].suggested = hand.suggestion(out[i].positions[0]) }
        return out
    }

    func why(_ candidate: QueueCandidate, _ hand: FramesAtHand) -> String {
        let state = hand.frames[candidate.positions[0]].state
        let note = state.note.map { ": \($0.printable(limit: 60))" } ?? ""
        return "\(hand.place(candidate)), \(state.flagged ? "flagged" : "somebody was unsure")\(note)"
    }
}
