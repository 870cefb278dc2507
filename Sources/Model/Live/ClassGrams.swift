// What a ridge needs of its labelled rows, summed by class: a changed label touches two of the sums, and the
// weights of classes and of the whole are put on when it is solved.

import COpenBLAS

/// Σ a x xᵀ, Σ a x and Σ a of every class, where a is the weight of a row within its class.
///
/// In double precision: a row that was added and is taken away again leaves 1e-16 of itself behind, so a
/// million decisions do not drift, and nothing has to be summed anew. (In single precision a class of which
/// few rows are left would keep the rounding errors of all it ever had.) It costs half a millisecond a decision.
struct ClassGrams: Sendable {
    private static let block = 256

    let features: Int
    /// features x features, row by row; only the lower half has a meaning.
    private var grams: [[Double]]
    private var sums: [[Double]]
    private(set) var totals: [Double]

    init(features: Int, classes: Int) {
        self.features = features
        grams = [[Double]](repeating: [Double](repeating: 0, count: features * features), count: classes)
        sums = [[Double]](repeating: [Double](repeating: 0, count: features), count: classes)
        totals = [Double](repeating: 0, count: classes)
    }

    /// Adds rows of `matrix` to a class, or takes away what has a negative weight.
    /// - Cost: rows · features².
    mutating func add(_ rows: [(row: Int, weight: Double)], of matrix: Matrix, to index: Int) {
        precondition(matrix.columns == features)
        Linear.prepare()
        for (sign, rows) in [(1.0, rows.filter { $0.weight > 0 }), (-1.0, rows.filter { $0.weight < 0 })] {
            for start in stride(from: 0, to: rows.count, by: Self.block) {
                add(rows[start..<min(start + Self.block, rows.count)], sign, of: matrix, to: index)
            }
        }
    }

    private mutating func add(_ rows: ArraySlice<(row: Int, weight: Double)>, _ sign: Double, of matrix: Matrix, to index: Int) {
        let p = features
        let scaled = [Double](unsafeUninitializedCapacity: rows.count * p) { out, count in
            sums[index].withUnsafeMutableBufferPointer { sum in
                matrix.values.withUnsafeBufferPointer { x in
                    for (i, (row, weight)) in rows.enumerated() {
                        let root = abs(weight).squareRoot()
                        for j in 0..<p {
                            let value = Double(x[row * p + j])
                            out[i * p + j] = root * value
                            sum[j] += weight * value
                        }
                    }
                }
            }
            count = rows.count * p
        }
        for (_, weight) in rows { totals[index] += weight }
        cblas_dsyrk(CblasRowMajor, CblasLower, CblasTrans, Int32(p), Int32(rows.count), sign, scaled, Int32(p),
                    1, &grams[index], Int32(p))
    }

    /// Forgets a class that has no rows left, with its last rounding errors.
    mutating func clear(_ index: Int) {
        for i in grams[index].indices { grams[index][i] = 0 }
        for i in sums[index].indices { sums[index][i] = 0 }
        totals[index] = 0
    }

    /// The ridge where a row of class c weighs a · `factors[c]`, all rows together 1 after scaling.
    /// - Returns: `nil` without any weight, or where the matrix cannot be factored.
    /// - Cost: classes · features² / 2 read, features³ / 3.
    func solved(factors: [Double], penalty: Double) -> RidgeSolution? {
        let total = zip(factors, totals).reduce(0) { $0 + $1.0 * $1.1 }
        guard total > 0 else { return nil }
        let p = features, classes = totals.indices.filter { totals[$0] > 0 && factors[$0] > 0 }
        let share = factors.map { $0 / total }
        var mean = [Double](repeating: 0, count: p)
        for c in classes { for j in 0..<p { mean[j] += share[c] * sums[c][j] } }
        var gram = Matrix(rows: p, columns: p)
        var line = [Double](repeating: 0, count: p)
        for i in 0..<p {
            line.withUnsafeMutableBufferPointer { line in
                mean.withUnsafeBufferPointer { mean in for j in 0...i { line[j] = -mean[i] * mean[j] } }
                for c in classes {
                    let factor = share[c]
                    grams[c].withUnsafeBufferPointer { g in for j in 0...i { line[j] += factor * g[i * p + j] } }
                }
                line[i] += penalty
                gram.values.withUnsafeMutableBufferPointer { out in for j in 0...i { out[i * p + j] = Float(line[j]) } }
            }
        }
        var right = Matrix(rows: totals.count, columns: p)
        for c in classes { for j in 0..<p { right[c, j] = Float(share[c] * (sums[c][j] - totals[c] * mean[j])) } }
        return RidgeSolution(gram: gram, mean: mean.map(Float.init), right: right,
                             targetMean: totals.indices.map { classes.contains($0) ? Float(share[$0] * totals[$0]) : 0 })
    }

    /// What `solved` divides by: a row of class c has a share of a · factors[c] / this in the fit.
    func total(_ factors: [Double]) -> Double { zip(factors, totals).reduce(0) { $0 + $1.0 * $1.1 } }
}
