// Two reviewers differ, and nobody has ended it.

struct ContestedOrder: QueueOrder {
    var isSorted: Bool { true }

    func candidates(_ hand: FramesAtHand, _ isOpen: (Int) -> Bool) -> [QueueCandidate] {
        var out = hand.groups { hand.frames[$0].state.contested && isOpen($0) }
        for i in out.indices { out[i].suggested = hand.suggestion(out[i].positions[0]) }
        return out
    }

    func why(_ candidate: QueueCandidate, _ hand: FramesAtHand) -> String {
        let label = hand.frames[candidate.positions[0]].state.label.map { ", \($0) for now" } ?? ""
        return "\(hand.place(candidate)): reviewers differ\(label)"
    }
}
