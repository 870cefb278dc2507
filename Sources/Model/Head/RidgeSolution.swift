// The end of every fit, from nothing or kept up: one Cholesky and one solve.

/// Weights of a ridge from its sums, with what leaving shots out again needs.
struct RidgeSolution: Sendable {
    /// classes x features, and a constant a class: score = W x + b.
    let weights: Matrix, bias: [Float]
    /// Weighted mean of the features.
    let mean: [Float]
    let factor: Cholesky

    /// - Parameters:
    ///   - gram: Σ w (x − mean)(x − mean)ᵀ + λ I, its lower half.
    ///   - right: a row a class: Σ w (x − mean) over its rows.
    ///   - targetMean: the class's share of the weight.
    /// - Returns: `nil` where the matrix is not positive definite: numbers that are not finite, or all 0.
    init?(gram: Matrix, mean: [Float], right: Matrix, targetMean: [Float]) {
        guard let factor = Cholesky(gram) else { return nil }
        let weights = factor.solve(right)
        bias = targetMean.indices.map { c in targetMean[c] - zip(weights.row(c), mean).reduce(0) { $0 + $1.0 * $1.1 } }
        (self.weights, self.mean, self.factor) = (weights, mean, factor)
    }
}
