// The few products of BLAS that the head needs.

import COpenBLAS

/// Products of row-major matrices.
enum Linear {
    /// Called before every use of BLAS.
    static func prepare() { BLAS.useOneThread() }

    /// a · b, or a · bᵀ.
    /// - Precondition: the inner lengths agree.
    static func product(_ a: Matrix, _ b: Matrix, transposed: Bool = false) -> Matrix {
        prepare()
        let inner = transposed ? b.columns : b.rows, columns = transposed ? b.rows : b.columns
        precondition(a.columns == inner)
        var out = Matrix(rows: a.rows, columns: columns)
        guard a.rows > 0, columns > 0, inner > 0 else { return out }
        cblas_sgemm(CblasRowMajor, CblasNoTrans, transposed ? CblasTrans : CblasNoTrans,
                    Int32(a.rows), Int32(columns), Int32(inner), 1, a.values, Int32(a.columns),
                    b.values, Int32(b.columns), 0, &out.values, Int32(columns))
        return out
    }

    /// Adds the lower half of `scale` · xᵀx (x: rows x p) to `gram` (p x p).
    static func addGram(_ x: Matrix, scale: Float = 1, to gram: inout Matrix) {
        prepare()
        precondition(gram.rows == x.columns && gram.columns == x.columns)
        guard x.rows > 0, x.columns > 0 else { return }
        cblas_ssyrk(CblasRowMajor, CblasLower, CblasTrans, Int32(x.columns), Int32(x.rows), scale,
                    x.values, Int32(x.columns), 1, &gram.values, Int32(x.columns))
    }
}
