// Labels that are probably wrong. A group is the frames of a shot that have one label: where a shot is
// labelled two ways, the odd ones are an item of their own.

import Frames

/// How suspect the label of a frame is.
public struct Suspicion: Equatable, Sendable {
    /// The larger, the more suspect; comparable within an episode and between episodes.
    public var score: Float
    /// What speaks against the label: `out of shot`, `neighbours`.
    public var signal: String
    /// What the model says of the frame, had it never seen its shot.
    public var predicted: RarityClass?

    public init(score: Float, signal: String, predicted: RarityClass?) {
        (self.score, self.signal, self.predicted) = (score, signal, predicted)
    }
}

struct SuspectOrder: QueueOrder {
    func candidates(_ hand: FramesAtHand, _ isOpen: (Int) -> Bool) -> [QueueCandidate] {
        guard hand.suspicions.count == hand.frames.count else { return [] }
        let groups = hand.groups(keys: RarityClass.count) { position in
            guard !hand.frames[position].state.reviewed, hand.suspicions[position] != nil, isOpen(position) else { return nil }
            return hand.humanLabel(position)?.rawValue
        }
        return groups.map { group in
            var candidate = group
            candidate.worth = group.positions.reduce(0) { $0 + (hand.suspicions[$1]?.score ?? 0) } / Float(group.positions.count)
            candidate.suggested = hand.suspicions[group.positions[0]]?.predicted ?? hand.predicted(group.positions[0])
            return candidate
        }
    }

    func why(_ candidate: QueueCandidate, _ hand: FramesAtHand) -> String {
        let position = candidate.positions[0]
        let label = hand.frames[position].state.label?.name ?? "none"
        return "\(hand.place(candidate)): labelled \(label), \(hand.suspicions[position]?.signal ?? "the model") speaks for \(candidate.suggested?.name ?? "another")"
    }
}
