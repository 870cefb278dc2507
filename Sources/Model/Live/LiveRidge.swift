// A ridge that is kept up: labels and shots change between two keys, and what is fitted is at every moment
// what a fit from nothing would be. The recipe's weights make one label move others (a shot's labelled frames
// share its weight, classes are weighed by their shots), so the sums keep what is a row's own and its
// shot's, and the classes' weights are put on when it is solved.

/// Rows with features, their shots, the labels that some have, and the sums a ridge is solved from.
///
/// One prediction a shot, the mean of its rows' scores; scores are linear, so this is the score of the
/// shot's mean row, and all frames are predicted by one product with as many rows as there are shots:
/// 30,000 frames cost 1,200 rows.
public struct LiveRidge: Sendable {
    /// What is learned from a row.
    public struct Label: Equatable, Sendable {
        /// Class, from 0.
        public var index: Int
        /// How much it counts beside its class's weight: 2 for labels made in the app, else 1.
        public var weight: Float

        public init(index: Int, weight: Float) {
            self.index = index
            self.weight = weight
        }
    }

    /// A row a frame.
    public let features: Matrix
    public let classes: Int
    public private(set) var labels: [Label?]
    /// The rows of each shot, in order, without a gap.
    public private(set) var shots: [Range<Int>]
    /// The shot of each row.
    public private(set) var shotOf: [Int32]
    /// Mean features of each shot.
    private var means: Matrix
    /// Labelled rows of each shot, by class: shots x classes.
    private var labelCounts: [Int32]
    /// Shots that have a label of the class.
    private var shotsOfClass: [Int]
    private var grams: ClassGrams
    /// Σ |x|² over the labelled rows, and how many they are.
    private var squares = 0.0, labelled = 0

    /// - Parameters:
    ///   - labels: one a row.
    ///   - starts: first row of every shot, rising from 0.
    /// - Throws: `ModelError.unusable` for features that are not finite.
    /// - Cost: labelled rows · features²; 0.15 s for 30,000 x 512.
    public init(features: Matrix, labels: [Label?], starts: [Int], classes: Int) throws(ModelError) {
        precondition(labels.count == features.rows)
        guard features.values.allSatisfy(\.isFinite) else {
            throw .unusable(place: "features", reason: "some are not finite; make the embeddings again with rarity embed")
        }
        self.features = features
        self.classes = classes
        self.labels = [Label?](repeating: nil, count: labels.count)
        shots = Self.ranges(starts, rows: features.rows)
        shotOf = Self.shotOf(shots, rows: features.rows)
        means = Self.means(shots, features)
        labelCounts = [Int32](repeating: 0, count: shots.count * classes)
        shotsOfClass = [Int](repeating: 0, count: classes)
        grams = ClassGrams(features: features.columns, classes: classes)
        set(labels.enumerated().map { ($0, $1) })
    }

    /// Takes labels, or takes them away.
    /// - Returns: whether any label differs from before.
    /// - Cost: rows of the shots touched · features².
    @discardableResult
    public mutating func set(_ changes: [(row: Int, label: Label?)]) -> Bool {
        let news = changes.filter { labels[$0.row] != $0.label }
        guard !news.isEmpty else { return false }
        let touched = Set(news.map { shotOf[$0.row] }).sorted()
        reweigh(touched.flatMap { shots[Int($0)] }) { ridge in
            for (row, label) in news { ridge.replace(row, label) }
        }
        return true
    }

    /// Takes other shots: some were split, joined or moved.
    /// - Parameter starts: first row of every shot, rising from 0.
    /// - Returns: whether any shot differs from before.
    /// - Cost: the rows of shots that differ · features², and a pass over the means of all.
    @discardableResult
    public mutating func regroup(starts: [Int]) -> Bool {
        let old = Dictionary(uniqueKeysWithValues: shots.enumerated().map { ($1, $0) })
        let new = Self.ranges(starts, rows: features.rows)
        let fresh = new.filter { old[$0] == nil }
        guard !fresh.isEmpty else { return false }
        reweigh(fresh.flatMap { $0 }) { ridge in
            ridge.shots = new
            ridge.shotOf = Self.shotOf(new, rows: ridge.features.rows)
            ridge.means = Self.means(new, ridge.features, kept: old, ridge.means)
            ridge.countLabels()
        }
        return true
    }

    /// The head of the labels as they are: equal to a fit from nothing.
    ///
    /// Without labels every class has the same score; where the features say nothing, each its share of the weight.
    public func head(temperature: Float) -> LinearHead {
        if let solution = solved() { return LinearHead(weights: solution.weights, bias: solution.bias, temperature: temperature) }
        let nothing = Matrix(rows: classes, columns: features.columns)
        let total = grams.total(classFactors)
        let share = grams.totals.indices.map { total > 0 ? Float(classFactors[$0] * grams.totals[$0] / total) : 0 }
        return LinearHead(weights: nothing, bias: share, temperature: temperature)
    }

    /// Probabilities of every shot's frames, shots x classes. Cost: one product with the shots' means.
    public func probabilities(_ head: LinearHead) -> Matrix { head.probabilities(means) }

    /// Rows that have a label.
    public var labelledRows: [Int] { labels.indices.filter { labels[$0] != nil } }

    /// Labelled rows by class.
    public var labelCountsByClass: [Int] {
        labels.reduce(into: [Int](repeating: 0, count: classes)) { if let label = $1 { $0[label.index] += 1 } }
    }

    /// The labelled rows as any head learns from them, in the order of `labelledRows`.
    /// - Parameter scenes: a number a row of all.
    public func labelledFrames(scenes: [Int]) -> LabelledFrames {
        let rows = labelledRows, known = rows.compactMap { labels[$0] }
        return LabelledFrames(
            features: features.selecting(rows: rows), labels: known.map(\.index), shots: rows.map { Int(shotOf[$0]) },
            scenes: rows.map { scenes[$0] }, weights: known.map(\.weight))
    }

    /// The fit with its rows, for validation and for leaving shots out; rows in the order of `labelledRows`.
    /// - Parameter scenes: a number a row of all.
    /// - Throws: `ModelError.tooFewLabels` without labels; `.unusable` where all features are 0.
    /// - Cost: a copy of the labelled rows, and a solve.
    public func fit(scenes: [Int]) throws(ModelError) -> RidgeFit {
        let rows = labelledRows
        guard !rows.isEmpty else { throw .tooFewLabels(reason: "there are none") }
        guard let solution = solved() else { throw .unusable(place: "features", reason: "the labelled frames' numbers are all 0") }
        let factors = classFactors, total = grams.total(factors)
        let weights = rows.map { row in part(row).map { Float($0.weight * factors[$0.index] / total) } ?? 0 }
        return RidgeFit(labelledFrames(scenes: scenes), rowWeights: weights, solution: solution)
    }

    private func solved() -> RidgeSolution? {
        grams.solved(factors: classFactors, penalty: squares / Double(max(1, labelled)) / Double(RidgeFit.penaltyDivisor))
    }

    /// Most shots of any class / shots of the class.
    private var classFactors: [Double] {
        let most = Double(shotsOfClass.max() ?? 0)
        return shotsOfClass.map { $0 > 0 ? most / Double($0) : 0 }
    }

    /// A row's class and weight within it.
    private func part(_ row: Int) -> (index: Int, weight: Double)? {
        guard let label = labels[row] else { return nil }
        let first = Int(shotOf[row]) * classes
        let inShot = labelCounts[first..<first + classes].reduce(0, +)
        return (label.index, Double(label.weight) / Double(inShot).squareRoot())
    }

    /// Brings the sums in step with a change of what these rows weigh.
    private mutating func reweigh(_ rows: [Int], _ change: (inout LiveRidge) -> Void) {
        let before = rows.map(part)
        change(&self)
        var deltas = [[(row: Int, weight: Double)]](repeating: [], count: classes)
        for (row, old) in zip(rows, before) {
            let new = part(row)
            if let old, let new, old.index == new.index {
                if old.weight != new.weight { deltas[new.index].append((row, new.weight - old.weight)) }
            } else {
                if let old { deltas[old.index].append((row, -old.weight)) }
                if let new { deltas[new.index].append((row, new.weight)) }
            }
        }
        for index in 0..<classes where !deltas[index].isEmpty {
            if shotsOfClass[index] > 0 { grams.add(deltas[index], of: features, to: index) } else { grams.clear(index) }
        }
    }

    private mutating func replace(_ row: Int, _ label: Label?) {
        let first = Int(shotOf[row]) * classes
        let length = features.row(row).reduce(0.0) { $0 + Double($1) * Double($1) }
        if let old = labels[row] {
            labelCounts[first + old.index] -= 1
            if labelCounts[first + old.index] == 0 { shotsOfClass[old.index] -= 1 }
            labelled -= 1
            squares = labelled > 0 ? squares - length : 0
        }
        if let label {
            labelCounts[first + label.index] += 1
            if labelCounts[first + label.index] == 1 { shotsOfClass[label.index] += 1 }
            labelled += 1
            squares += length
        }
        labels[row] = label
    }

    private mutating func countLabels() {
        labelCounts = [Int32](repeating: 0, count: shots.count * classes)
        for (row, label) in labels.enumerated() { if let label { labelCounts[Int(shotOf[row]) * classes + label.index] += 1 } }
        shotsOfClass = (0..<classes).map { c in shots.indices.count { labelCounts[$0 * classes + c] > 0 } }
    }

    /// Mean features of every shot; of shots that were there before, as they were.
    private static func means(_ shots: [Range<Int>], _ features: Matrix, kept: [Range<Int>: Int] = [:],
                              _ before: Matrix = Matrix(rows: 0, columns: 0)) -> Matrix {
        let p = features.columns
        var values: [Float] = []
        values.reserveCapacity(shots.count * p)
        for rows in shots {
            if let same = kept[rows] { values += before.row(same); continue }
            var sum = [Double](repeating: 0, count: p)
            features.values.withUnsafeBufferPointer { x in
                for row in rows { for j in 0..<p { sum[j] += Double(x[row * p + j]) } }
            }
            for j in 0..<p { values.append(Float(sum[j] / Double(rows.count))) }
        }
        return Matrix(rows: shots.count, columns: p, values: values)
    }

    private static func ranges(_ starts: [Int], rows: Int) -> [Range<Int>] {
        precondition(rows == 0 ? starts.isEmpty : starts.first == 0)
        return starts.enumerated().map { $1..<($0 + 1 < starts.count ? starts[$0 + 1] : rows) }
    }

    private static func shotOf(_ shots: [Range<Int>], rows: Int) -> [Int32] {
        var out = [Int32](repeating: 0, count: rows)
        for (shot, range) in shots.enumerated() { for row in range { out[row] = Int32(shot) } }
        return out
    }
}
