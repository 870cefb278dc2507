// Labelled Common although such content is rare in the series. Content never decides a class: a fade is rare, and Junk.

struct SanityOrder: QueueOrder {
    /// Content rarer than that of this share of the frames is asked about.
    static let rareFrom: Float = 0.95

    func candidates(_ hand: FramesAtHand, _ isOpen: (Int) -> Bool) -> [QueueCandidate] {
        guard hand.contentRanks.count == hand.frames.count else { return [] }
        return hand.groups { position in
            hand.contentRanks[position] >= Self.rareFrom && hand.frames[position].state.label == .common
                && !hand.frames[position].state.reviewed && isOpen(position)
        }.map { group in
            var candidate = group
            candidate.suggested = hand.suggestion(group.positions[0])
            candidate.worth = group.positions.map { hand.contentRanks[$0] }.max() ?? 0
            return candidate
        }
    }

    func why(_ candidate: QueueCandidate, _ hand: FramesAtHand) -> String {
        "\(hand.place(candidate)): labelled Common, content rarer than in \(FramesAtHand.percent(candidate.worth)) of the frames"
    }
}
