// Eigenvectors of a symmetric matrix: the axes of the PCA.

import COpenBLAS

/// Eigenvalues and eigenvectors, the largest value first.
struct SymmetricEigen {
    let values: [Float]
    /// Row i is the unit eigenvector of `values[i]`.
    let vectors: Matrix

    /// - Parameters:
    ///   - matrix: symmetric; only its lower half is read.
    ///   - count: how many of the largest are kept.
    /// - Returns: `nil` where LAPACK does not converge, which finite numbers do not cause.
    /// - Cost: about 9 n³; 0.5 s of one core for n = 1280.
    /// - Source: LAPACK's divide and conquer, `ssyevd`.
    init?(_ matrix: Matrix, count: Int) {
        precondition(matrix.rows == matrix.columns && count <= matrix.rows)
        Linear.prepare()
        var n = Int32(matrix.rows), info: Int32 = 0
        guard n > 0 else { (values, vectors) = ([], matrix); return }
        var a = matrix.values
        var eigenvalues = [Float](repeating: 0, count: matrix.rows)
        // The first call only asks for the sizes of the work space.
        var size: Float = 0, integerSize: Int32 = 0, query: Int32 = -1, integerQuery: Int32 = -1
        ssyevd_("V", "U", &n, &a, &n, &eigenvalues, &size, &query, &integerSize, &integerQuery, &info)
        // A large size is rounded to the nearest Float: the exact need is 1 + 6n + 2n².
        var length = max(Int32(size), 1 + 6 * n + 2 * n * n), integers = max(integerSize, 3 + 5 * n)
        var work = [Float](repeating: 0, count: Int(length)), integerWork = [Int32](repeating: 0, count: Int(integers))
        ssyevd_("V", "U", &n, &a, &n, &eigenvalues, &work, &length, &integerWork, &integers, &info)
        guard info == 0 else { return nil }
        // Column-major: eigenvector k lies in row k of the row-major view; LAPACK sorts rising.
        values = eigenvalues.reversed().prefix(count).map { $0 }
        let last = matrix.rows - 1
        vectors = Matrix(rows: matrix.rows, columns: matrix.rows, values: a).selecting(rows: (0..<count).map { last - $0 })
    }
}
