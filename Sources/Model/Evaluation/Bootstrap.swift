// How sure a share of wrong frames is: whole scenes are drawn anew, since the frames of one rise and fall together.

/// Intervals by resampling groups.
public enum Bootstrap {
    /// As many as the reference figures were drawn with; the ends of the interval are good to about half a percent.
    public static let standardRounds = 300

    /// The 95 % interval of the share of wrong rows, in percent.
    /// - Parameters:
    ///   - isWrong: a mark a row.
    ///   - groups: a number a row; the groups are drawn in the order of their numbers.
    /// - Returns: `nil` where there are no rows.
    /// - Source: percentile bootstrap (Efron 1979), drawn as `numpy.random.default_rng(seed)` would.
    /// - Cost: rounds · groups.
    public static func errorInterval(_ isWrong: [Bool], groups: [Int], rounds: Int = standardRounds, seed: UInt64 = 0) -> ClosedRange<Double>? {
        precondition(isWrong.count == groups.count)
        guard !isWrong.isEmpty else { return nil }
        var byGroup: [Int: (wrong: Int, rows: Int)] = [:]
        for (wrong, group) in zip(isWrong, groups) {
            byGroup[group, default: (0, 0)].rows += 1
            if wrong { byGroup[group, default: (0, 0)].wrong += 1 }
        }
        let counts = byGroup.sorted { $0.key < $1.key }.map(\.value)
        var random = PCG64(seed: seed)
        let drawn = (0..<rounds).map { _ in
            var wrong = 0, rows = 0
            for _ in counts.indices {
                let one = counts[random.below(counts.count)]
                wrong += one.wrong
                rows += one.rows
            }
            return 100 * Double(wrong) / Double(rows)
        }.sorted()
        return quantile(ofSorted: drawn, 0.025)...quantile(ofSorted: drawn, 0.975)
    }
}
