// Neighbouring frames are near-duplicates: where one is trained on, its neighbours are no test. So whole
// groups are held out, never parts of one.

/// Shares groups out into folds, the same way each time for one seed.
public enum GroupedFolds {
    /// The fold of each row, from 0.
    /// - Parameters:
    ///   - groups: a number a row; rows of one group come into one fold.
    ///   - folds: at most; as many as there are groups, where they are fewer.
    public static func assign(_ groups: [Int], folds: Int, seed: UInt64) -> [Int] {
        var random = SplitMix(state: seed)
        let shuffled = Set(groups).sorted().shuffled(using: &random)
        let count = max(1, min(folds, shuffled.count))
        let foldOf = Dictionary(uniqueKeysWithValues: shuffled.enumerated().map { ($1, $0 % count) })
        return groups.map { foldOf[$0] ?? 0 }
    }
}

/// A small random generator whose numbers are the same everywhere.
/// - Source: Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
