// The shape of the logistic loss at its start, kept so that the next fit need not find it again.

/// The Cholesky factor L of (Σ w (x − m)(x − m)ᵀ) / 4 + 2λ I. Every class's Hessian lies below it, so L⁻ᵀL⁻¹ is where
/// L-BFGS begins; changed labels change it little. Only how fast a fit is depends on it, not what is found, so it is
/// kept in half precision.
public struct LogisticCurvature: Equatable, Sendable {
    /// The lower half, row by row: n (n + 1) / 2 numbers.
    let packed: [Float]
    let size: Int

    /// - Returns: `nil` where the length is not that of the size, or numbers are not finite or no factor.
    init?(packed: [Float], size: Int) {
        guard packed.count == size * (size + 1) / 2, packed.allSatisfy(\.isFinite) else { return nil }
        for i in 0..<size where packed[i * (i + 3) / 2] <= 0 { return nil }
        (self.packed, self.size) = (packed, size)
    }

    init(_ factor: Cholesky) {
        size = factor.size
        packed = (0..<factor.size).flatMap { i in
            factor.factor[i * factor.size...i * factor.size + i].map { Float(Float16($0)) }
        }
    }

    var factor: Cholesky {
        var full = [Float](repeating: 0, count: size * size)
        for i in 0..<size { for j in 0...i { full[i * size + j] = packed[i * (i + 1) / 2 + j] } }
        return Cholesky(factor: full, size: size)
    }
}
