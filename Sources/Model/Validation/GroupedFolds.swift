// Neighbouring frames are near-duplicates: where one is trained on, its neighbours are no test. So whole
// groups are held out, never parts of one.

import Frames

/// Shares groups out into folds, the same way each time for one seed.
public enum GroupedFolds {
    /// The fold of each row, from 0.
    /// - Parameters:
    ///   - groups: a number a row; rows of one group come into one fold.
    ///   - folds: at most; as many as there are groups, where they are fewer.
    public static func assign(_ groups: [Int], folds: Int, seed: UInt64) -> [Int] {
        var random = SeededGenerator(seed: seed)
        let shuffled = Set(groups).sorted().shuffled(using: &random)
        let count = max(1, min(folds, shuffled.count))
        let foldOf = Dictionary(uniqueKeysWithValues: shuffled.enumerated().map { ($1, $0 % count) })
        return groups.map { foldOf[$0] ?? 0 }
    }
}
