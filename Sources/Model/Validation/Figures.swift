// How good a head is on frames it had not seen, in the figures that people compare.

/// Counts and rates of one validation.
public struct Figures: Codable, Equatable, Sendable {
    /// Frames that were predicted.
    public let frames: Int
    /// Scenes, shots or frames that were held out as a whole.
    public let groups: Int
    /// Share of frames whose class is right.
    public let right: Double
    /// Mean of the F1 of the classes that have labels.
    public let macroF1: Double
    /// Share of each class's frames that were found; `nil` where it has none.
    public let recall: [Double?]
    /// Expected calibration error, before and after the temperature.
    public let eceRaw, ece: Double
    /// Frames by class, `confusion[labelled][predicted]`.
    public let confusion: [[Int]]

    enum CodingKeys: String, CodingKey {
        case frames, groups, right, recall, ece, confusion
        case macroF1 = "macro_f1", eceRaw = "ece_raw"
    }

    /// - Parameters:
    ///   - scores: out of sample, a row a label.
    ///   - labels: class of each row.
    ///   - groups: how many were held out as a whole.
    public init(scores: Matrix, labels: [Int], groups: Int, temperature: Float) {
        let classes = scores.columns
        var confusion = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        for (i, label) in labels.enumerated() { confusion[label][mostLikely(scores.row(i))] += 1 }
        let found = (0..<classes).map { confusion[$0][$0] }
        let labelled = confusion.map { $0.reduce(0, +) }
        let predicted = (0..<classes).map { c in confusion.reduce(0) { $0 + $1[c] } }
        let f1 = (0..<classes).filter { labelled[$0] > 0 }.map { 2 * Double(found[$0]) / Double(labelled[$0] + predicted[$0]) }
        frames = labels.count
        self.groups = groups
        self.confusion = confusion
        right = Double(found.reduce(0, +)) / Double(max(1, labels.count))
        macroF1 = f1.reduce(0, +) / Double(max(1, f1.count))
        recall = (0..<classes).map { labelled[$0] > 0 ? Double(found[$0]) / Double(labelled[$0]) : nil }
        eceRaw = calibrationError(LinearHead.probabilities(scores: scores, temperature: 1), labels)
        ece = calibrationError(LinearHead.probabilities(scores: scores, temperature: temperature), labels)
    }
}

/// Expected calibration error: how far confidence and share of right frames lie apart, in equal bins of confidence.
/// - Source: Guo et al., ICML 2017; 15 bins.
public func calibrationError(_ probabilities: Matrix, _ labels: [Int], bins: Int = 15) -> Double {
    var confidence = [Double](repeating: 0, count: bins), right = confidence
    for (i, label) in labels.enumerated() {
        let row = probabilities.row(i), most = row.max() ?? 0
        let bin = min(bins - 1, max(0, Int((most * Float(bins)).rounded(.up)) - 1))
        confidence[bin] += Double(most)
        if mostLikely(row) == label { right[bin] += 1 }
    }
    return zip(confidence, right).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(max(1, labels.count))
}

/// Index of the largest number, of equals the first.
func mostLikely(_ row: ArraySlice<Float>) -> Int {
    (row.indices.max { (row[$0], $1) < (row[$1], $0) } ?? row.startIndex) - row.startIndex
}
