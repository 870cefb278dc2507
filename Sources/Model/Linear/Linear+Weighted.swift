// Sums over weighted rows, a block at a time: the scaled rows of a block stay in the cache, and no copy of all is made.

import COpenBLAS

extension Linear {
    /// Rows of a block: 512 KB of 512 floats.
    private static let block = 256

    /// Adds the lower half of `scale` · Σ wᵢ (xᵢ − mean)(xᵢ − mean)ᵀ to `gram`.
    /// - Precondition: no weight is negative.
    /// - Cost: rows · p², nearly all of it in BLAS.
    static func addGram(_ x: Matrix, mean: [Float], weights: [Float], scale: Float = 1, to gram: inout Matrix) {
        prepare()
        let p = x.columns
        precondition(gram.rows == p && gram.columns == p && mean.count == p && weights.count == x.rows)
        guard x.rows > 0, p > 0 else { return }
        var part = [Float](repeating: 0, count: min(block, x.rows) * p)
        x.values.withUnsafeBufferPointer { x in
            mean.withUnsafeBufferPointer { mean in
                for start in stride(from: 0, to: weights.count, by: block) {
                    let rows = min(block, weights.count - start)
                    part.withUnsafeMutableBufferPointer { part in
                        for i in 0..<rows {
                            let root = weights[start + i].squareRoot()
                            let from = UnsafeBufferPointer(rebasing: x[(start + i) * p..<(start + i + 1) * p])
                            let to = UnsafeMutableBufferPointer(rebasing: part[i * p..<(i + 1) * p])
                            for j in 0..<p { to[j] = root * (from[j] - mean[j]) }
                        }
                    }
                    cblas_ssyrk(CblasRowMajor, CblasLower, CblasTrans, Int32(p), Int32(rows), scale, part, Int32(p), 1, &gram.values, Int32(p))
                }
            }
        }
    }

    /// Σ wᵢ xᵢ over the rows of each group: groups x p. One pass.
    static func sums(_ x: Matrix, weights: [Float], groups: [Int], count: Int) -> Matrix {
        let p = x.columns
        precondition(weights.count == x.rows && groups.count == x.rows)
        var out = Matrix(rows: count, columns: p)
        out.values.withUnsafeMutableBufferPointer { out in
            x.values.withUnsafeBufferPointer { x in
                for i in groups.indices {
                    let weight = weights[i]
                    let from = UnsafeBufferPointer(rebasing: x[i * p..<(i + 1) * p])
                    let to = UnsafeMutableBufferPointer(rebasing: out[groups[i] * p..<(groups[i] + 1) * p])
                    for j in 0..<p { to[j] += weight * from[j] }
                }
            }
        }
        return out
    }
}
