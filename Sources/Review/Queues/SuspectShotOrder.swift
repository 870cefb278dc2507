// Whole shots by how suspect their labels are on the whole: one key for the shot.

struct SuspectShotOrder: QueueOrder {
    func candidates(_ hand: FramesAtHand, _ isOpen: (Int) -> Bool) -> [QueueCandidate] {
        guard hand.suspicions.count == hand.frames.count else { return [] }
        return hand.groups { position in
            !hand.frames[position].state.reviewed && hand.suspicions[position] != nil && isOpen(position)
        }.map { group in
            var candidate = group
            candidate.worth = group.positions.reduce(0) { $0 + (hand.suspicions[$1]?.score ?? 0) } / Float(group.positions.count)
            candidate.suggested = hand.predicted(group.positions[0])
            return candidate
        }
    }

    func why(_ candidate: QueueCandidate, _ hand: FramesAtHand) -> String {
        let labels = Set(candidate.positions.compactMap { hand.humanLabel($0) }).sorted().map(\.name).joined(separator: ", ")
        return "\(hand.place(candidate)): labelled \(labels), predicted \(candidate.suggested?.name ?? "none")"
    }
}
