// All figures of an evaluation under the names of scikit-learn's, so that two programs can be compared field by field.

import Foundation

/// Figures of labelled rows with probabilities. Its JSON is what `evaluate --json` prints.
public struct EvaluationFigures: Codable, Equatable, Sendable {
    public var n: Int
    public var accuracy, errorPercent: Double
    public var balancedAccuracy, macroF1, weightedF1: Double
    /// Quadratic, linear and plain kappa; `nil` where chance explains all there is.
    public var quadraticKappa, linearKappa, kappa: Double?
    /// Steps off: the mean over rows, and over the classes that have rows.
    public var mae, macroMAE: Double
    /// Share of rows that are off by two steps or more, in percent.
    public var offByTwoPercent: Double
    /// The same as `mae` for the mean of the probabilities instead of the most probable class.
    public var expectedValueMAE: Double
    /// Ranked probability score, by the number of steps: 0 is perfect.
    public var rps: Double
    public var logLoss, brier: Double
    public var ece, mce, eceEqualMass: Double
    public var mcc: Double
    public var confusion: [[Int]]
    public var perClass: [ConfusionMatrix.ClassFigures]
    public var reliability: [Reliability.Bin]

    enum CodingKeys: String, CodingKey {
        case n, accuracy, kappa, mae, rps, brier, ece, mce, mcc, confusion, reliability
        case errorPercent = "error_pct", balancedAccuracy = "balanced_accuracy", macroF1 = "macro_f1"
        case weightedF1 = "weighted_f1", quadraticKappa = "qwk", linearKappa = "linear_kappa", macroMAE = "macro_mae"
        case offByTwoPercent = "off_by_2_pct", expectedValueMAE = "expected_value_mae", logLoss = "log_loss"
        case eceEqualMass = "ece_equal_mass", perClass = "per_class"
    }

    /// Figures of a table; all rates are 0 where it has no rows.
    /// - Cost: rows · classes, and one sort.
    public init(_ table: LabelledProbabilities, bins: Int = 15) {
        let matrix = ConfusionMatrix(labels: table.labels, predictions: table.predictions, classes: table.classes)
        let rows = Double(max(1, table.count)), distances = matrix.byDistance
        let perClass = matrix.perClass, present = perClass.filter { $0.support > 0 }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }
        n = table.count
        accuracy = Double(matrix.right) / rows
        errorPercent = n > 0 ? 100 * (1 - accuracy) : 0
        balancedAccuracy = mean(present.map(\.recall))
        macroF1 = mean(perClass.map(\.f1))
        weightedF1 = perClass.reduce(0) { $0 + $1.f1 * Double($1.support) } / rows
        quadraticKappa = matrix.kappa(.quadratic)
        linearKappa = matrix.kappa(.linear)
        kappa = matrix.kappa(.plain)
        mae = Double(distances.enumerated().reduce(0) { $0 + $1.offset * $1.element }) / rows
        macroMAE = mean((0..<table.classes).compactMap(matrix.meanDistance))
        offByTwoPercent = 100 * Double(distances.dropFirst(2).reduce(0, +)) / rows
        let reliability = Reliability(table, bins: bins)
        (ece, mce) = (reliability.expected, reliability.largest)
        eceEqualMass = Reliability(equalMass: table, bins: bins).expected
        mcc = matrix.matthews
        confusion = matrix.counts
        self.perClass = perClass
        self.reliability = reliability.bins
        (expectedValueMAE, rps, logLoss, brier) = Self.scores(table, rows)
    }

    /// The figures that look at every probability.
    private static func scores(_ table: LabelledProbabilities, _ rows: Double) -> (Double, Double, Double, Double) {
        var valueError = 0.0, ranked = 0.0, loss = 0.0, squares = 0.0
        for (row, label) in table.labels.enumerated() {
            var value = 0.0, below = 0.0, clipped = 0.0
            for column in 0..<table.classes {
                let p = table[row, column]
                value += p * Double(column)
                below += p
                let step = below - (column >= label ? 1 : 0)
                ranked += step * step
                squares += (p - (column == label ? 1 : 0)) * (p - (column == label ? 1 : 0))
                clipped += min(1, max(1e-15, p))
            }
            valueError += abs(value - Double(label))
            loss -= log(min(1, max(1e-15, table[row, label])) / clipped)
        }
        return (valueError / rows, ranked / rows / Double(max(1, table.classes - 1)), loss / rows, squares / rows)
    }
}
