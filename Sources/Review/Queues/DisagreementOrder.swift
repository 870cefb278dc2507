// Label and prediction differ and nobody has looked since, in order.

import Frames

struct DisagreementOrder: QueueOrder {
    var isSorted: Bool { true }

    func candidates(_ hand: FramesAtHand, _ isOpen: (Int) -> Bool) -> [QueueCandidate] {
        var out = hand.groups(keys: RarityClass.count * RarityClass.count) { position in
            guard !hand.frames[position].state.reviewed, let label = hand.frames[position].state.label,
                  let predicted = hand.predicted(position), predicted != label, isOpen(position) else { return nil }
            return label.rawValue * RarityClass.count + predicted.rawValue
        }
        for i in out.indices { out[i].suggested = hand.predicted(out[i].positions[0]) }
        return out
    }

    func why(_ candidate: QueueCandidate, _ hand: FramesAtHand) -> String {
        let position = candidate.positions[0]
        let label = hand.frames[position].state.label.map(\.name) ?? "none"
        let p = candidate.suggested.map { hand.probability(position, $0) } ?? 0
        return "\(hand.place(candidate)): labelled \(label), predicted \(candidate.suggested?.name ?? "none") \(FramesAtHand.percent(p))"
    }
}
