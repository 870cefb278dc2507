// What the ridge would say of a shot had it never seen that shot.

extension RidgeFit {
    /// Scores of every labelled row by the ridge fitted without the row's group; rows x classes, in the
    /// frames' order.
    /// - Parameter groups: a number a row: its shot, unless said.
    /// - Returns, Cost: see `RidgeSolution.scoresWithoutGroup`.
    public func scoresWithoutGroup(_ groups: [Int]? = nil) -> Matrix? {
        var targets = Matrix(rows: frames.count, columns: bias.count)
        for (row, label) in frames.labels.enumerated() { targets[row, label] = 1 }
        return solution.scoresWithoutGroup(groups ?? frames.shots, features: frames.features, rowWeights: rowWeights, targets: targets)
    }

    /// Scores of every labelled row by the ridge fitted without its shot, one voice a shot, as in use: the mean over the
    /// shot's labelled frames.
    /// - Returns: `nil` where there is but one shot.
    /// - Cost: that of `scoresWithoutGroup`.
    public func scoresOutOfShot() -> Matrix? {
        scoresWithoutGroup().map { LinearHead.pooled($0, groups: frames.shots) }
    }
}
