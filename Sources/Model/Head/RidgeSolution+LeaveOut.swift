// What a ridge would say of a group of rows had it never seen them: exact, from the one Cholesky of the fit.

extension RidgeSolution {
    /// Scores of every row by the ridge fitted without the row's group; rows x targets. Weights and penalty stay those
    /// of the whole fit.
    ///
    /// The residual without the group is (I − H)⁻¹ e, where e is the weighted residual of the fit and
    /// H = V Vᵀ + q qᵀ with V = L⁻¹ √w (x − mean) and q = √w (the constant, which is not penalised).
    /// - Parameters:
    ///   - groups: a number a row: its shot, say.
    ///   - features, rowWeights, targets: what it was fitted to; weights add up to 1.
    /// - Returns: `nil` where one group holds all rows, as nothing would be left.
    /// - Cost: rows · p² + Σ n³ over the groups; 60 ms for 168 shots of 2,072 frames.
    func scoresWithoutGroup(_ groups: [Int], features: Matrix, rowWeights: [Float], targets: Matrix) -> Matrix? {
        let fitted = score(features, weights, bias)
        var rowsOf: [Int: [Int]] = [:]
        for (row, group) in groups.enumerated() { rowsOf[group, default: []].append(row) }
        guard rowsOf.count > 1 else { return nil }
        var out = Matrix(rows: features.rows, columns: bias.count)
        for rows in rowsOf.values {
            let q = rows.map { rowWeights[$0].squareRoot() }
            let n = rows.count
            let half = factor.solveHalf(RidgeFit.weighted(features.selecting(rows: rows), mean, rows.map { rowWeights[$0] }))
            var rest = Linear.product(half, half, transposed: true)
            for i in 0..<n { for j in 0..<n { rest[i, j] = (i == j ? 1 : 0) - rest[i, j] - q[i] * q[j] } }
            var residual = Matrix(rows: bias.count, columns: n)
            for (i, row) in rows.enumerated() {
                for c in bias.indices { residual[c, i] = q[i] * (targets[row, c] - fitted[row, c]) }
            }
            // Only a group with all the weight there is leaves nothing behind.
            guard let solver = Cholesky(rest) else { return nil }
            let without = solver.solve(residual)
            for (i, row) in rows.enumerated() where q[i] > 0 {
                for c in bias.indices { out[row, c] = targets[row, c] - without[c, i] / q[i] }
            }
        }
        return out
    }
}
