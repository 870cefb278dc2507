// What every figure of an evaluation is made from: labels, and probabilities that were given out of sample.

/// Rows with a label and a probability a class.
public struct LabelledProbabilities: Equatable, Sendable {
    public let classes: Int
    /// Class of each row, from 0, in the order of price.
    public let labels: [Int]
    /// `labels.count * classes` numbers, the first row first.
    public let values: [Double]

    /// - Precondition: the sizes fit together and the labels lie below `classes`.
    public init(classes: Int, labels: [Int], values: [Double]) {
        precondition(classes > 0 && values.count == labels.count * classes)
        precondition(labels.allSatisfy { (0..<classes).contains($0) })
        self.classes = classes
        self.labels = labels
        self.values = values
    }

    /// - Parameter probabilities: a row a label.
    public init(_ probabilities: Matrix, labels: [Int]) {
        self.init(classes: probabilities.columns, labels: labels, values: probabilities.values.map(Double.init))
    }

    public var count: Int { labels.count }

    /// The probability of a class in a row.
    public subscript(row: Int, column: Int) -> Double { values[row * classes + column] }

    /// The probabilities of a row; the indices are those of `values`.
    public func row(_ index: Int) -> ArraySlice<Double> { values[index * classes..<(index + 1) * classes] }

    /// The most probable class, of equals the first.
    public func predicted(_ row: Int) -> Int {
        var best = 0
        for column in 1..<max(1, classes) where self[row, column] > self[row, best] { best = column }
        return best
    }

    /// The most probable class of every row.
    public var predictions: [Int] { labels.indices.map(predicted) }

    /// The probability of the row's own label.
    public func selfConfidence(_ row: Int) -> Double { self[row, labels[row]] }
}
