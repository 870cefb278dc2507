// What a head learns from, as numbers: no names, no database.

/// Frames with a class, their features and where they belong.
public struct LabelledFrames: Sendable {
    /// A row a frame.
    public var features: Matrix
    /// Class of each row, from 0.
    public var labels: [Int]
    /// Shot of each row: any numbers, the same within a shot.
    public var shots: [Int]
    /// Scene of each row, unlike in unlike episodes.
    public var scenes: [Int]
    /// How much each row counts beside its class's weight: 2 for labels made in the app, else 1.
    public var weights: [Float]

    /// - Precondition: all have as many entries as `features` has rows.
    public init(features: Matrix, labels: [Int], shots: [Int], scenes: [Int], weights: [Float]) {
        precondition([labels.count, shots.count, scenes.count, weights.count].allSatisfy { $0 == features.rows })
        self.features = features
        self.labels = labels
        self.shots = shots
        self.scenes = scenes
        self.weights = weights
    }

    public var count: Int { labels.count }

    /// The rows named, in that order.
    public func selecting(_ rows: [Int]) -> LabelledFrames {
        LabelledFrames(features: features.selecting(rows: rows), labels: rows.map { labels[$0] },
                       shots: rows.map { shots[$0] }, scenes: rows.map { scenes[$0] }, weights: rows.map { weights[$0] })
    }

    /// The weight of every row; they add up to 1. A row counts by its own weight times its class's, which is
    /// most shots of any class / shots of the class: counted in shots, as a shot's frames are near-duplicates.
    public func fittingWeights(classes: Int) -> [Float] {
        var shotsOf = [Set<Int>](repeating: [], count: classes)
        for (label, shot) in zip(labels, shots) { shotsOf[label].insert(shot) }
        let most = Float(shotsOf.map(\.count).max() ?? 0)
        let raw = zip(labels, weights).map { label, weight in weight * most / Float(max(1, shotsOf[label].count)) }
        let sum = raw.reduce(0, +)
        return raw.map { sum > 0 ? $0 / sum : 0 }
    }
}
