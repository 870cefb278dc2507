// Solves with a symmetric positive definite matrix: the whole of fitting a ridge.

import COpenBLAS

/// The factor L of A = L · Lᵀ, row-major, lower.
struct Cholesky {
    let size: Int
    /// Only the lower half has a meaning.
    private(set) var factor: [Float]

    /// - Parameter matrix: symmetric, positive definite; only its lower half is read.
    /// - Returns: `nil` where it is not positive definite.
    /// - Cost: n³ / 3.
    init?(_ matrix: Matrix) {
        precondition(matrix.rows == matrix.columns)
        Linear.prepare()
        size = matrix.rows
        factor = matrix.values
        // Row-major lower is column-major upper.
        var n = Int32(size), info: Int32 = 0
        spotrf_("U", &n, &factor, &n, &info)
        if info != 0 { return nil }
    }

    /// A factor that was found before.
    init(factor: [Float], size: Int) {
        precondition(factor.count == size * size)
        (self.factor, self.size) = (factor, size)
    }

    /// A⁻¹ · b for each row b of `rows`.
    func solve(_ rows: Matrix) -> Matrix {
        precondition(rows.columns == size)
        var out = rows, n = Int32(size), count = Int32(rows.rows), info: Int32 = 0
        spotrs_("U", &n, &count, factor, &n, &out.values, &n, &info)
        return out
    }

    /// L⁻¹ · b for each row b of `rows`.
    func solveHalf(_ rows: Matrix) -> Matrix {
        precondition(rows.columns == size)
        var out = rows
        guard rows.rows > 0, size > 0 else { return out }
        cblas_strsm(CblasRowMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, Int32(rows.rows), Int32(size), 1,
                    factor, Int32(size), &out.values, Int32(size))
        return out
    }
}
