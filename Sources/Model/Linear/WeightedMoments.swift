// All that a fit needs of its rows, in one pass: a block of rows is weighted, summed and multiplied while it lies in
// the cache, and no copy of all is made.

import COpenBLAS

/// Σ w (x − m)(x − m)ᵀ about the weighted mean m, and the weighted sums of groups of rows.
struct WeightedMoments {
    /// 1 MB of 512 floats: a larger block would leave the cache, a smaller one reads the products too often.
    private static let block = 512

    /// p x p, its lower half.
    private(set) var gram: Matrix
    let mean: [Float]
    /// Σ w x over each group, groups x p.
    let sums: Matrix
    /// Σ |x|² without weights.
    let squares: Double

    /// - Parameters:
    ///   - weights: one a row, none negative, not all 0.
    ///   - groups: one a row, below `count`: its class.
    /// - Cost: rows · p², nearly all of it in BLAS.
    init(_ x: Matrix, weights: [Float], groups: [Int], count: Int) {
        precondition(weights.count == x.rows && groups.count == x.rows)
        Linear.prepare()
        let p = x.columns, total = weights.reduce(0, +)
        // Products of large numbers would lose the small differences between them, so they are taken about a point
        // near the mean; what is left is put right at the end.
        let near = Self.roughMean(x)
        var gram = Matrix(rows: p, columns: p), sums = Matrix(rows: count, columns: p), squares = 0.0
        var part = [Float](repeating: 0, count: min(Self.block, x.rows) * p)
        x.values.withUnsafeBufferPointer { x in
            for start in stride(from: 0, to: weights.count, by: Self.block) {
                let rows = min(Self.block, weights.count - start)
                part.withUnsafeMutableBufferPointer { part in
                    sums.values.withUnsafeMutableBufferPointer { sums in
                        for i in 0..<rows {
                            let weight = weights[start + i], root = weight.squareRoot()
                            let from = UnsafeBufferPointer(rebasing: x[(start + i) * p..<(start + i + 1) * p])
                            let to = UnsafeMutableBufferPointer(rebasing: part[i * p..<(i + 1) * p])
                            let sum = UnsafeMutableBufferPointer(rebasing: sums[groups[start + i] * p..<(groups[start + i] + 1) * p])
                            squares += Self.add(from, near, weight, root, to, sum)
                        }
                    }
                }
                cblas_ssyrk(CblasRowMajor, CblasLower, CblasTrans, Int32(p), Int32(rows), 1, part, Int32(p), 1, &gram.values, Int32(p))
            }
        }
        let mean = (0..<p).map { j in (0..<count).reduce(Float(0)) { $0 + sums[$1, j] } / total }
        let rest = zip(mean, near).map { $0 - $1 }
        for i in 0..<p { for j in 0...i { gram[i, j] -= total * rest[i] * rest[j] } }
        (self.gram, self.mean, self.sums, self.squares) = (gram, mean, sums, squares)
    }

    /// Adds to the diagonal.
    mutating func addPenalty(_ penalty: Float) {
        for j in 0..<gram.columns { gram[j, j] += penalty }
    }

    /// One row: to = root (x − near), sum += weight · x.
    /// - Returns: |x|², in eight sums, so that it is done eight at a time.
    @inline(__always)
    private static func add(
        _ from: UnsafeBufferPointer<Float>, _ near: [Float], _ weight: Float, _ root: Float,
        _ to: UnsafeMutableBufferPointer<Float>, _ sum: UnsafeMutableBufferPointer<Float>
    ) -> Double {
        var squares = SIMD8<Float>()
        let whole = from.count & ~7
        near.withUnsafeBufferPointer { near in
            for j in stride(from: 0, to: whole, by: 8) {
                let x = UnsafeRawPointer(from.baseAddress! + j).loadUnaligned(as: SIMD8<Float>.self)
                let n = UnsafeRawPointer(near.baseAddress! + j).loadUnaligned(as: SIMD8<Float>.self)
                let s = UnsafeRawPointer(sum.baseAddress! + j).loadUnaligned(as: SIMD8<Float>.self)
                squares += x * x
                UnsafeMutableRawPointer(to.baseAddress! + j).storeBytes(of: root * (x - n), as: SIMD8<Float>.self)
                UnsafeMutableRawPointer(sum.baseAddress! + j).storeBytes(of: s + weight * x, as: SIMD8<Float>.self)
            }
            for j in whole..<from.count {
                squares[0] += from[j] * from[j]
                to[j] = root * (from[j] - near[j])
                sum[j] += weight * from[j]
            }
        }
        return Double(squares.sum())
    }

    /// The mean of some hundred rows.
    private static func roughMean(_ x: Matrix) -> [Float] {
        let chosen = Array(stride(from: 0, to: x.rows, by: max(1, x.rows / 256)))
        var mean = [Float](repeating: 0, count: x.columns)
        for row in chosen { for (j, value) in x.row(row).enumerated() { mean[j] += value / Float(chosen.count) } }
        return mean
    }
}
