// From embeddings to features. The square root tames the few large channels, standardising makes channels
// comparable, the PCA keeps what varies; whitening it would blow up noise (.49 right on scenes), so it never is.

/// A fixed map from embeddings (n x 1280) to features (n x at most 512), learned from all frames, labelled or not.
public struct FeatureBasis: Equatable, Sendable {
    public static let standardDimensions = 512
    /// More rows than this do not move the axes; a caller with more passes every n-th.
    public static let enoughRows = 20_000

    /// Mean and 1 / deviation of every channel's square root.
    let mean: [Float], scale: [Float]
    /// A row is an axis, the most varied first: dimensions x channels.
    let axes: Matrix

    public var channels: Int { axes.columns }
    public var dimensions: Int { axes.rows }

    /// Learns the map.
    /// - Parameters:
    ///   - embeddings: a row a frame; at least one. Negative numbers count as 0.
    ///   - dimensions: as many axes, or fewer where there are fewer rows or channels.
    ///   - known: a basis learned before: where the mean and deviation of every channel are its own to the last bit, the
    ///     embeddings are those it was learned from, and it is taken as it is.
    ///   - check: called between the steps; what it throws ends the work.
    /// - Throws: `ModelError.unusable` for no rows or numbers that are not finite.
    /// - Cost: one Gram matrix and one eigen-decomposition of min(rows, channels): 0.6 s for 2,000 x 1280; 10 ms where it is known.
    public init(embeddings: Matrix, dimensions: Int = standardDimensions, known: FeatureBasis? = nil,
                check: () throws -> Void = {}) throws {
        let n = embeddings.rows, p = embeddings.columns
        guard n > 0, p > 0 else { throw ModelError.unusable(place: "embeddings", reason: "there are none") }
        guard embeddings.values.allSatisfy(\.isFinite) else {
            throw ModelError.unusable(place: "embeddings", reason: "some are not finite; make them again with rarity embed")
        }
        (mean, scale) = Self.moments(embeddings)
        if let known, known.mean == mean, known.scale == scale, known.dimensions <= dimensions {
            axes = known.axes
            return
        }
        let rows = Self.standardised(embeddings, mean, scale)
        try check()
        // The smaller of the two Gram matrices has the same eigenvalues but for zeros.
        let isWide = n < p
        var gram = Matrix(rows: min(n, p), columns: min(n, p))
        if isWide {
            gram = Linear.product(rows, rows, transposed: true)
        } else {
            Linear.addGram(rows, to: &gram)
        }
        for i in gram.values.indices { gram.values[i] /= Float(n) }
        try check()
        let wanted = max(1, min(dimensions, isWide ? n - 1 : p))
        guard let eigen = SymmetricEigen(gram, count: min(wanted, gram.rows)) else {
            throw ModelError.unusable(place: "embeddings", reason: "their principal axes could not be found")
        }
        try check()
        // Axes on which nothing varies would only carry rounding errors.
        let least = (eigen.values.first ?? 0) * 1e-6
        let kept = max(1, eigen.values.prefix { $0 > least }.count)
        let vectors = eigen.vectors.selecting(rows: Array(0..<kept))
        axes = isWide ? Linear.product(vectors, rows).unitRows : vectors
    }

    init(mean: [Float], scale: [Float], axes: Matrix) {
        (self.mean, self.scale, self.axes) = (mean, scale, axes)
    }

    /// Features of embeddings, rows x `dimensions`. Cost: 1.3 MFLOP a row.
    /// - Precondition: the embeddings have `channels` columns.
    public func features(_ embeddings: Matrix) -> Matrix {
        precondition(embeddings.columns == channels)
        return Linear.product(Self.standardised(embeddings, mean, scale), axes, transposed: true)
    }

    private static func moments(_ embeddings: Matrix) -> (mean: [Float], scale: [Float]) {
        let p = embeddings.columns
        var sum = [Double](repeating: 0, count: p), squares = sum
        embeddings.values.withUnsafeBufferPointer { x in
            for row in 0..<embeddings.rows {
                for j in 0..<p {
                    let value = Double(max(0, x[row * p + j]))
                    sum[j] += value.squareRoot()
                    squares[j] += value
                }
            }
        }
        let n = Double(embeddings.rows)
        let variance = zip(squares, sum).map { max(0, $0 / n - ($1 / n) * ($1 / n)) }
        // A channel that never changes says nothing.
        return (sum.map { Float($0 / n) }, variance.map { $0 > 1e-10 ? Float(1 / $0.squareRoot()) : 0 })
    }

    private static func standardised(_ embeddings: Matrix, _ mean: [Float], _ scale: [Float]) -> Matrix {
        let p = embeddings.columns
        let values = [Float](unsafeUninitializedCapacity: embeddings.values.count) { out, count in
            embeddings.values.withUnsafeBufferPointer { x in
                for row in 0..<embeddings.rows {
                    for j in 0..<p { out[row * p + j] = (max(0, x[row * p + j]).squareRoot() - mean[j]) * scale[j] }
                }
            }
            count = embeddings.values.count
        }
        return Matrix(rows: embeddings.rows, columns: p, values: values)
    }
}
