// Everything in order: each shot with a frame that nobody has looked at.

struct InOrder: QueueOrder {
    var isSorted: Bool { true }

    func candidates(_ hand: FramesAtHand, _ isOpen: (Int) -> Bool) -> [QueueCandidate] {
        var out = hand.groups { !hand.frames[$0].state.reviewed && isOpen($0) }
        for i in out.indices { out[i].suggested = hand.suggestion(out[i].positions[0]) }
        return out
    }

    func why(_ candidate: QueueCandidate, _ hand: FramesAtHand) -> String {
        "\(hand.place(candidate)), not looked at yet"
    }
}
