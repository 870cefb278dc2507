// Error evaluation: how often labels and predictions differ, how far, at what price, and how sure one can be of it.

import Frames
import Model

/// The whole evaluation of a set of labelled predictions. Its JSON has the figures' names at the top.
public struct ErrorEvaluation: Equatable, Sendable {
    /// How two reviewers agree.
    public struct Reviewers: Codable, Equatable, Sendable {
        public let n: Int
        public let agree: Double
        public let kappa, qwk: Double?
    }

    /// Errors of one distance.
    public struct Distance: Codable, Equatable, Sendable {
        public let steps, count: Int
        /// Of all rows, in percent.
        public let percent: Double
    }

    /// Errors by what they cost.
    public struct Price: Codable, Equatable, Sendable {
        /// By class.
        public let prices: [Double]
        /// Sum of the price differences of all errors, and its mean over all rows.
        public let atStake, meanPerFrame: Double
        /// The same sum by labelled class.
        public let byClass: [Double]
        /// Errors that would sell a frame too cheap, and too dear.
        public let tooCheap, tooDear: Double

        enum CodingKeys: String, CodingKey {
            case prices
            case atStake = "at_stake", meanPerFrame = "mean_per_frame", byClass = "by_class"
            case tooCheap = "too_cheap", tooDear = "too_dear"
        }
    }

    public var classes: [String]
    public var figures: EvaluationFigures
    /// 95 %, by a bootstrap over scenes, in percent; `nil` without rows.
    public var errorInterval: ClosedRange<Double>?
    /// Scenes that were drawn from; `nil` where every row stood for itself, so that the interval is too narrow.
    public var scenes: Int?
    public var byDistance: [Distance]
    public var price: Price?
    public var reviewers: Reviewers?
    /// Before the temperature; the figures themselves are calibrated.
    public var uncalibrated: EvaluationFigures?
    public var temperature: Double?
    public var model: String?
    /// With scenes, shots and random frames held out.
    public var validation: Validation?

    /// - Parameters:
    ///   - scenes: of each row; `nil` lets each row stand for itself.
    ///   - prices: one a class; `nil` where the classes have none.
    ///   - seed: of the bootstrap.
    public init(_ table: LabelledProbabilities, classes: [String], scenes: [Int]?, prices: [Double]?,
                second: [Int?]? = nil, seed: UInt64 = 0) {
        self.classes = classes
        figures = EvaluationFigures(table)
        let predictions = table.predictions
        errorInterval = Bootstrap.errorInterval(zip(table.labels, predictions).map { $0 != $1 },
                                                groups: scenes ?? Array(0..<table.count), seed: seed)
        self.scenes = scenes.map { Set($0).count }
        let matrix = ConfusionMatrix(counts: figures.confusion), rows = Double(max(1, table.count))
        byDistance = matrix.byDistance.enumerated().map {
            Distance(steps: $0.offset, count: $0.element, percent: 100 * Double($0.element) / rows)
        }
        price = prices.map { Self.price(matrix, $0) }
        reviewers = second.flatMap { Self.agreement(table.labels, $0, classes: table.classes) }
    }

    private static func price(_ matrix: ConfusionMatrix, _ prices: [Double]) -> Price {
        var byClass = [Double](repeating: 0, count: prices.count), cheap = 0.0, dear = 0.0
        for i in prices.indices {
            for j in prices.indices {
                let cost = Double(matrix.counts[i][j]) * abs(prices[i] - prices[j])
                byClass[i] += cost
                if prices[j] < prices[i] { cheap += cost } else { dear += cost }
            }
        }
        return Price(prices: prices, atStake: cheap + dear, meanPerFrame: (cheap + dear) / Double(max(1, matrix.total)),
                     byClass: byClass, tooCheap: cheap, tooDear: dear)
    }

    private static func agreement(_ first: [Int], _ second: [Int?], classes: Int) -> Reviewers? {
        let both = zip(first, second).compactMap { a, b in b.map { (a, $0) } }
        guard !both.isEmpty else { return nil }
        let matrix = ConfusionMatrix(labels: both.map(\.0), predictions: both.map(\.1), classes: classes)
        return Reviewers(n: both.count, agree: Double(matrix.right) / Double(both.count),
                         kappa: matrix.kappa(.plain), qwk: matrix.kappa(.quadratic))
    }
}

extension ErrorEvaluation: Encodable {
    private enum Keys: String, CodingKey {
        case classes, scenes, price, reviewers, uncalibrated, temperature, model, validation
        case interval = "error_pct_ci95", byDistance = "by_distance"
    }

    public func encode(to encoder: any Encoder) throws {
        try figures.encode(to: encoder)
        var keys = encoder.container(keyedBy: Keys.self)
        try keys.encode(classes, forKey: .classes)
        try keys.encodeIfPresent(errorInterval.map { [$0.lowerBound, $0.upperBound] }, forKey: .interval)
        try keys.encodeIfPresent(scenes, forKey: .scenes)
        try keys.encode(byDistance, forKey: .byDistance)
        try keys.encodeIfPresent(price, forKey: .price)
        try keys.encodeIfPresent(reviewers, forKey: .reviewers)
        try keys.encodeIfPresent(uncalibrated, forKey: .uncalibrated)
        try keys.encodeIfPresent(temperature, forKey: .temperature)
        try keys.encodeIfPresent(model, forKey: .model)
        try keys.encodeIfPresent(validation, forKey: .validation)
    }
}
