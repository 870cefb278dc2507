// All subjects at once: they share rows, weights and so one Gram matrix and one Cholesky, however many there are.

/// Ridge regression of 0 and 1 on the features, a target a subject, with its exact predictions out of shot.
struct SubjectsFit {
    let frames: SubjectFrames
    let rows: [Int]
    private let weights: [Float]
    private let features: Matrix, targets: Matrix
    private let solution: RidgeSolution

    /// - Parameter rows: which frames are learned from.
    /// - Returns: `nil` where the features say nothing.
    /// - Cost: rows · p² + p³ / 3; 0.1 s for 28,800 rows of 512 and 60 subjects.
    init?(_ frames: SubjectFrames, rows: [Int]) {
        guard !rows.isEmpty else { return nil }
        let isAll = rows.count == frames.count
        let x = isAll ? frames.features : frames.features.selecting(rows: rows)
        let y = isAll ? frames.targets : frames.targets.selecting(rows: rows)
        let weights = frames.weights(rows)
        let targetMean = Linear.product(Matrix(rows: 1, columns: y.rows, values: weights), y).values
        var moments = WeightedMoments(x, weights: weights, groups: [Int](repeating: 0, count: x.rows), count: 1)
        moments.addPenalty(Float(moments.squares / Double(x.rows)) / RidgeFit.penaltyDivisor)
        // Σ w y (x − m), subjects x features.
        var scaled = Matrix(rows: y.columns, columns: y.rows)
        for i in 0..<y.rows { for s in 0..<y.columns where y[i, s] != 0 { scaled[s, i] = weights[i] * y[i, s] } }
        var right = Linear.product(scaled, x)
        for s in 0..<right.rows { for j in 0..<right.columns { right[s, j] -= targetMean[s] * moments.mean[j] } }
        guard let solution = RidgeSolution(gram: moments.gram, mean: moments.mean, right: right, targetMean: targetMean) else { return nil }
        (self.frames, self.rows, self.weights, features, targets, self.solution) = (frames, rows, weights, x, y, solution)
    }

    var head: (weights: Matrix, bias: [Float]) { (solution.weights, solution.bias) }

    func scores(_ features: Matrix) -> Matrix { score(features, solution.weights, solution.bias) }

    /// Scores of every row by a fit without its shot; `nil` where one shot holds all.
    func scoresOutOfShot() -> Matrix? {
        solution.scoresWithoutGroup(rows.map { frames.shots[$0] }, features: features, rowWeights: weights, targets: targets)
    }
}
