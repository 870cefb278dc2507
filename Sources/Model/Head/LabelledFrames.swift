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
    /// For the same reason it counts less the longer its shot: by one over the root of the shot's labelled frames
    /// (on a real film, one seed: .667 right with scenes held out and .684 with shots; without it .653 and .677).
    public func fittingWeights(classes: Int) -> [Float] {
        var shotsOf = [Set<Int>](repeating: [], count: classes)
        var framesOf: [Int: Float] = [:]
        for (label, shot) in zip(labels, shots) {
            shotsOf[label].insert(shot)
            framesOf[shot, default: 0] += 1
        }
        let most = Float(shotsOf.map(\.count).max() ?? 0)
        let raw = labels.indices.map { row in
            weights[row] * most / Float(max(1, shotsOf[labels[row]].count)) / (framesOf[shots[row]] ?? 1).squareRoot()
        }
        let sum = raw.reduce(0, +)
        return raw.map { sum > 0 ? $0 / sum : 0 }
    }
}
