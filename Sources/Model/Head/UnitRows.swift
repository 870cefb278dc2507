// Which rows look most like one: by cosine, exactly, with one product.

import COpenBLAS

/// Rows of length 1, so that a product is a cosine.
public struct UnitRows: Sendable {
    private let rows: Matrix

    public var count: Int { rows.rows }

    /// Rows of zeros stay so and are like nothing. Cost: one pass.
    public init(_ matrix: Matrix) { rows = matrix.unitRows }

    /// The cosine of one row with every row. Cost: rows · columns; 3 ms for 28,800 x 512, as fast as memory is read.
    public func cosines(with row: Int) -> [Float] {
        Linear.prepare()
        var out = [Float](repeating: 0, count: rows.rows)
        guard rows.rows > 0, rows.columns > 0 else { return out }
        let own = Array(rows.row(row))
        cblas_sgemv(CblasRowMajor, CblasNoTrans, Int32(rows.rows), Int32(rows.columns), 1, rows.values, Int32(rows.columns),
                    own, 1, 0, &out, 1)
        return out
    }
}
