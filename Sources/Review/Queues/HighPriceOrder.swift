// Rare and Legendary, both ways: sold as one of them, or perhaps missed. Confident learning does not see errors in
// very rare classes, so they have a queue of their own, by what a wrong class would cost.

import Frames

struct HighPriceOrder: QueueOrder {
    func candidates(_ hand: FramesAtHand, _ isOpen: (Int) -> Bool) -> [QueueCandidate] {
        let groups = hand.groups(keys: RarityClass.count * (RarityClass.count + 1)) { position in
            guard !hand.frames[position].state.reviewed, let predicted = hand.predicted(position) else { return nil }
            let label = hand.humanLabel(position)
            guard max(predicted, label ?? .junk) >= .rare, predicted != label, isOpen(position) else { return nil }
            return predicted.rawValue * (RarityClass.count + 1) + (label.map(\.rawValue) ?? RarityClass.count)
        }
        return groups.map { group in
            var candidate = group
            candidate.suggested = hand.predicted(group.positions[0])
            candidate.worth = Self.atStake(group.positions[0], hand) * Float(group.positions.count).squareRoot()
            return candidate
        }
    }

    /// The expected difference in price between the class in effect and the true one.
    private static func atStake(_ position: Int, _ hand: FramesAtHand) -> Float {
        guard let held = hand.humanLabel(position) ?? hand.predicted(position) else { return 0 }
        return RarityClass.allCases.reduce(0) { sum, rarity in
            sum + hand.probability(position, rarity) * abs(hand.prices[rarity.rawValue] - hand.prices[held.rawValue])
        }
    }

    func why(_ candidate: QueueCandidate, _ hand: FramesAtHand) -> String {
        let position = candidate.positions[0]
        let label = hand.humanLabel(position).map { "labelled \($0)" } ?? "no label"
        let p = candidate.suggested.map { hand.probability(position, $0) } ?? 0
        return "\(hand.place(candidate)): \(label), predicted \(candidate.suggested?.name ?? "none") \(FramesAtHand.percent(p))"
    }
}
