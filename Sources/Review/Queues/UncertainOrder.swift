// Frames without a label of a person, where the two likeliest classes are closest. Uncertain is not wrong: for
// labels there are the suspects.

struct UncertainOrder: QueueOrder {
    func candidates(_ hand: FramesAtHand, _ isOpen: (Int) -> Bool) -> [QueueCandidate] {
        var out: [QueueCandidate] = []
        for var candidate in hand.groups(where: { hand.isUnlabelled($0) && hand.isPredicted($0) && isOpen($0) }) where !hand.isLeftOver(candidate) {
            guard let best = hand.best(candidate.positions[0]) else { continue }
            candidate.suggested = best.first
            candidate.worth = 1 - (best.p - best.q)
            out.append(candidate)
        }
        return out
    }

    func why(_ candidate: QueueCandidate, _ hand: FramesAtHand) -> String {
        guard let best = hand.best(candidate.positions[0]) else { return hand.place(candidate) }
        return "\(hand.place(candidate)): \(best.first) \(FramesAtHand.percent(best.p)) or \(best.second) \(FramesAtHand.percent(best.q))"
    }
}

extension FramesAtHand {
    /// Nobody gave it a class, in the sheet or here.
    func isUnlabelled(_ position: Int) -> Bool {
        !frames[position].state.reviewed && humanLabel(position) == nil
    }

    /// Only ends that a key for the shot left out: they are no item of their own here, but in order.
    func isLeftOver(_ candidate: QueueCandidate) -> Bool {
        candidate.positions.allSatisfy { unsureEdges.contains($0) }
    }
}
