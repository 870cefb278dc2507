// Whether a confidence of .8 is right four times in five.

/// Rows by confidence: the diagram, and how far it lies from the diagonal.
public struct Reliability: Equatable, Sendable {
    /// The rows whose confidence lies in (lower, upper]; the first bin holds its lower end too.
    public struct Bin: Equatable, Sendable {
        public let lower, upper: Double
        public let count: Int
        public let meanConfidence, accuracy: Double
    }

    /// Bins that hold rows.
    public let bins: [Bin]
    /// Expected calibration error: the mean distance between confidence and accuracy, by rows.
    public let expected: Double
    /// The largest distance in any bin.
    public let largest: Double

    /// Bins of equal width.
    /// - Source: Guo et al., On Calibration of Modern Neural Networks, ICML 2017.
    public init(_ table: LabelledProbabilities, bins: Int = 15) {
        let step = 1 / Double(bins)
        self.init(table, edges: (0..<bins).map { Double($0) * step } + [1])
    }

    /// Bins that hold about as many rows each.
    public init(equalMass table: LabelledProbabilities, bins: Int = 15) {
        let sorted = table.labels.indices.map { table.row($0).max() ?? 0 }.sorted()
        let step = 1 / Double(bins)
        self.init(table, edges: sorted.isEmpty ? [] : (0...bins).map { quantile(ofSorted: sorted, $0 == bins ? 1 : Double($0) * step) })
    }

    private init(_ table: LabelledProbabilities, edges: [Double]) {
        let bins = max(0, edges.count - 1)
        var count = [Int](repeating: 0, count: bins), right = count, sum = [Double](repeating: 0, count: bins)
        for row in table.labels.indices {
            let confidence = table.row(row).max() ?? 0
            // The first bin whose upper end is not below; edges may repeat.
            var low = 0, high = bins
            while low < high {
                let middle = (low + high) / 2
                if edges[middle + 1] < confidence { low = middle + 1 } else { high = middle }
            }
            guard low < bins, confidence >= edges[0] else { continue }
            count[low] += 1
            sum[low] += confidence
            if table.predicted(row) == table.labels[row] { right[low] += 1 }
        }
        self.bins = (0..<bins).filter { count[$0] > 0 }.map { bin in
            Bin(lower: edges[bin], upper: edges[bin + 1], count: count[bin],
                meanConfidence: sum[bin] / Double(count[bin]), accuracy: Double(right[bin]) / Double(count[bin]))
        }
        let gaps = self.bins.map { (abs($0.accuracy - $0.meanConfidence), Double($0.count)) }
        expected = gaps.reduce(0) { $0 + $1.0 * $1.1 } / Double(max(1, table.count))
        largest = gaps.map(\.0).max() ?? 0
    }
}

/// A quantile by linear interpolation, as numpy's.
/// - Precondition: there is a number.
func quantile(ofSorted sorted: [Double], _ share: Double) -> Double {
    let place = Double(sorted.count - 1) * share
    let low = min(sorted.count - 1, max(0, Int(place))), high = min(sorted.count - 1, low + 1)
    let part = place - Double(low), step = sorted[high] - sorted[low]
    return part >= 0.5 ? sorted[high] - step * (1 - part) : sorted[low] + step * part
}

extension Reliability.Bin: Codable {
    /// `[lower, upper, count, mean confidence, accuracy]`
    public func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        try list.encode(lower)
        try list.encode(upper)
        try list.encode(count)
        try list.encode(meanConfidence)
        try list.encode(accuracy)
    }

    public init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        lower = try list.decode(Double.self)
        upper = try list.decode(Double.self)
        count = try list.decode(Int.self)
        meanConfidence = try list.decode(Double.self)
        accuracy = try list.decode(Double.self)
    }
}
