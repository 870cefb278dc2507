// Figures that need nothing but how often which class was taken for which.

/// Frames by class: `counts[labelled][predicted]`.
public struct ConfusionMatrix: Equatable, Sendable {
    /// How a kappa weighs a mistake by its distance.
    public enum Weighting: Sendable { case plain, linear, quadratic }

    /// How well one class is found.
    public struct ClassFigures: Codable, Equatable, Sendable {
        /// 0 where nothing is divided by nothing.
        public let precision, recall, f1: Double
        /// Rows with this label.
        public let support: Int
    }

    public let counts: [[Int]]

    public init(counts: [[Int]]) { self.counts = counts }

    /// - Parameters:
    ///   - labels: of each row.
    ///   - predictions: as many.
    public init(labels: [Int], predictions: [Int], classes: Int) {
        var counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        for (label, predicted) in zip(labels, predictions) { counts[label][predicted] += 1 }
        self.counts = counts
    }

    public var classes: Int { counts.count }
    public var total: Int { labelled.reduce(0, +) }
    /// Rows by label.
    public var labelled: [Int] { counts.map { $0.reduce(0, +) } }
    /// Rows by prediction.
    public var predicted: [Int] { counts.indices.map { column in counts.reduce(0) { $0 + $1[column] } } }
    /// Rows whose prediction is their label.
    public var right: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }

    /// Rows by distance between label and prediction: 0 steps, 1 step, ….
    public var byDistance: [Int] {
        var out = [Int](repeating: 0, count: classes)
        for i in counts.indices { for j in counts.indices { out[abs(i - j)] += counts[i][j] } }
        return out
    }

    public var perClass: [ClassFigures] {
        let labelled = labelled, predicted = predicted
        return counts.indices.map { k in
            let found = Double(counts[k][k])
            func ratio(_ part: Double, _ whole: Int) -> Double { whole > 0 ? part / Double(whole) : 0 }
            return ClassFigures(precision: ratio(found, predicted[k]), recall: ratio(found, labelled[k]),
                                f1: ratio(2 * found, labelled[k] + predicted[k]), support: labelled[k])
        }
    }

    /// Agreement beyond chance; `nil` where chance explains all there is.
    /// - Source: Cohen, Weighted kappa, Psychological Bulletin 1968; `sklearn.metrics.cohen_kappa_score`.
    public func kappa(_ weighting: Weighting) -> Double? {
        let labelled = labelled, predicted = predicted, n = Double(total)
        var seen = 0.0, expected = 0.0
        for i in counts.indices {
            for j in counts.indices {
                let steps = Double(abs(i - j))
                let weight = switch weighting {
                case .plain: steps > 0 ? 1.0 : 0
                case .linear: steps
                case .quadratic: steps * steps
                }
                seen += weight * Double(counts[i][j])
                expected += weight * Double(labelled[i]) * Double(predicted[j]) / n
            }
        }
        return expected > 0 ? 1 - seen / expected : nil
    }

    /// Matthews' correlation of labels and predictions; 0 where one of them never varies.
    /// - Source: Gorodkin 2004; `sklearn.metrics.matthews_corrcoef`.
    public var matthews: Double {
        let labelled = labelled.map(Double.init), predicted = predicted.map(Double.init), n = Double(total)
        let both = Double(right) * n - zip(labelled, predicted).reduce(0) { $0 + $1.0 * $1.1 }
        let ours = n * n - labelled.reduce(0) { $0 + $1 * $1 }
        let theirs = n * n - predicted.reduce(0) { $0 + $1 * $1 }
        return ours * theirs > 0 ? both / (ours * theirs).squareRoot() : 0
    }

    /// Mean number of steps that the predictions of a class are off; `nil` for a class without rows.
    public func meanDistance(of label: Int) -> Double? {
        let rows = counts[label].reduce(0, +)
        guard rows > 0 else { return nil }
        return Double(counts[label].enumerated().reduce(0) { $0 + $1.element * abs($1.offset - label) }) / Double(rows)
    }
}
