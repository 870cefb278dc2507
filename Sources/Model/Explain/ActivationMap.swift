// Where in the picture a class was seen: what each place of the trunk's last map adds to the score.

/// A class's score, shared out over the places of the last map.
///
/// The embedding is the mean of the map over its P places, e = Σᵢ mᵢ / P, and a score is v · (√e − μ) + b: v is the
/// class's weights through PCA and scale, μ the mean root of each channel over all frames. The root is no sum over
/// places, but its difference from the average is, as √e − μ = (e − μ²) / (√e + μ). So a place gets
///
///     (1 / P) Σⱼ vⱼ (mᵢⱼ − μⱼ²) / (√eⱼ + μⱼ)
///
/// and all of them add up, exactly, to what this picture's score has above an average picture's. Positive places
/// speak for the class, negative ones against it. Over the classes the weights of a fitted head add up to 0, so this
/// is the class against all others, too.
/// - Source: class activation maps, Zhou et al., CVPR 2016, carried through the root by its secant.
public struct ActivationMap: Equatable, Sendable {
    public let height: Int, width: Int
    /// `height * width` shares of the score, rows from the top.
    public let values: [Float]

    public init(height: Int, width: Int, values: [Float]) {
        precondition(values.count == height * width)
        (self.height, self.width, self.values) = (height, width, values)
    }
}

extension HeadFile {
    /// The map of a class for one picture.
    /// - Parameters:
    ///   - map: the trunk's last map, a row a place (`Trunk.featureMap`).
    ///   - height, width: of that map; their product is its rows.
    ///   - index: the class, from 0.
    ///   - head: a newer head on the same features; this file's own unless given.
    /// - Cost: 1.3 MFLOP for v, and one pass over the map: 0.2 ms.
    public func activation(_ map: Matrix, height: Int, width: Int, class index: Int, head: LinearHead? = nil) -> ActivationMap {
        precondition(map.rows == height * width && map.columns == basis.channels)
        let weights = (head ?? self.head).weights
        let row = Matrix(rows: 1, columns: weights.columns, values: Array(weights.row(index)))
        let direction = Linear.product(row, basis.axes).values
        var mean = [Float](repeating: 0, count: map.columns)
        for place in 0..<map.rows { for (j, value) in map.row(place).enumerated() { mean[j] += value } }
        let places = Float(map.rows)
        // What a unit of each channel adds, and what is taken off for the average picture.
        let slope = mean.indices.map { j -> Float in
            let sum = (mean[j] / places).squareRoot() + basis.mean[j]
            return sum > 0 ? direction[j] * basis.scale[j] / sum / places : 0
        }
        let average = zip(slope, basis.mean).reduce(Float(0)) { $0 + $1.0 * $1.1 * $1.1 }
        let values = (0..<map.rows).map { place in zip(slope, map.row(place)).reduce(-average) { $0 + $1.0 * $1.1 } }
        return ActivationMap(height: height, width: width, values: values)
    }
}
