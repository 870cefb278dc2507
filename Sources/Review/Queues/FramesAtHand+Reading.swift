// The questions that orders ask about a frame.

import Frames

extension FramesAtHand {
    /// Index of the shot at a position, found by halving; `nil` where shots were not found.
    public func shotIndex(at position: Int) -> Int? {
        var low = 0, high = shots.count
        while low < high {
            let middle = (low + high) / 2
            if shots[middle].last < position { low = middle + 1 } else { high = middle }
        }
        return low < shots.count && shots[low].first <= position ? low : nil
    }

    /// Whether there is a prediction.
    func isPredicted(_ position: Int) -> Bool {
        // Probabilities add up to 1, so one of them is at least a fifth.
        let start = position * RarityClass.count
        return probabilities[start..<start + RarityClass.count].contains { $0 > 0.1 }
    }

    func probability(_ position: Int, _ rarity: RarityClass) -> Float {
        probabilities[position * RarityClass.count + rarity.rawValue]
    }

    /// The two most probable classes; `nil` where there is no prediction.
    func best(_ position: Int) -> (first: RarityClass, p: Float, second: RarityClass, q: Float)? {
        let start = position * RarityClass.count
        var first = 0, second = -1
        for c in 1..<RarityClass.count {
            if probabilities[start + c] > probabilities[start + first] {
                (first, second) = (c, first)
            } else if second < 0 || probabilities[start + c] > probabilities[start + second] {
                second = c
            }
        }
        guard probabilities[start + first] > 0.1, let a = RarityClass(rawValue: first), let b = RarityClass(rawValue: second) else { return nil }
        return (a, probabilities[start + first], b, probabilities[start + second])
    }

    /// The most probable class.
    func predicted(_ position: Int) -> RarityClass? { best(position)?.first }

    /// The class that a person gave, if one did.
    func humanLabel(_ position: Int) -> RarityClass? {
        let state = frames[position].state
        return state.source?.isHuman == true ? state.label : nil
    }

    /// The class that one key should confirm: what the model says, else what is in effect.
    func suggestion(_ position: Int) -> RarityClass? { predicted(position) ?? frames[position].state.label }
}
