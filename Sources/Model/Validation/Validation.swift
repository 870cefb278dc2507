// Three validations side by side. Random frames flatter (near-duplicates on both sides), shots tell how a
// labelled episode is completed, scenes how a new place fares: the grouped ones decide.

/// Figures with whole scenes, whole shots and random frames held out.
public struct Validation: Codable, Equatable, Sendable {
    /// `nil` where there are fewer than two scenes.
    public let scenes: Figures?
    /// `nil` where there are fewer than two shots. Each left out by itself, exactly.
    public let shots: Figures?
    public let random: Figures?
    /// Fitted on the predictions out of shot, used in all three.
    public let temperature: Float
    public let folds: Int
    public let seed: UInt64

    /// Validates the ridge.
    /// - Parameters:
    ///   - fit: of all labelled frames; shots are left out of it by its closed form.
    ///   - outOfShot: `fit.scoresOutOfShot()`.
    ///   - folds: of the scenes and of the frames.
    ///   - check: called between fits; what it throws ends the work.
    /// - Cost: two fits a fold.
    public init(_ fit: RidgeFit, outOfShot: Matrix?, folds: Int = 5, seed: UInt64 = 0, check: () throws -> Void = {}) throws {
        let frames = fit.frames
        let temperature = outOfShot.map { Temperature.fit(scores: $0, labels: frames.labels) } ?? 1
        self.temperature = temperature
        self.folds = folds
        self.seed = seed
        func figures(_ scores: Matrix, _ groups: [Int]) -> Figures {
            Figures(scores: scores, labels: frames.labels, groups: Set(groups).count, temperature: temperature)
        }
        shots = outOfShot.map { figures($0, frames.shots) }
        try check()
        scenes = try Self.heldOut(frames, groups: frames.scenes, classes: fit.bias.count, folds, seed, check)
            .map { figures(RidgeHead.pooled($0, groups: frames.shots), frames.scenes) }
        // Single frames: to pool them over the shot would mix what was seen with what was not.
        let rows = Array(0..<frames.count)
        random = try Self.heldOut(frames, groups: rows, classes: fit.bias.count, folds, seed, check).map { figures($0, rows) }
    }

    /// Scores of every row by a fit without its fold; `nil` where there are fewer than two groups.
    static func heldOut(
        _ frames: LabelledFrames, groups: [Int], classes: Int, _ folds: Int, _ seed: UInt64, _ check: () throws -> Void
    ) throws -> Matrix? {
        let foldOf = GroupedFolds.assign(groups, folds: max(2, folds), seed: seed)
        let count = (foldOf.max() ?? 0) + 1
        guard count > 1 else { return nil }
        var out = Matrix(rows: frames.count, columns: classes)
        for fold in 0..<count {
            try check()
            let held = foldOf.indices.filter { foldOf[$0] == fold }
            let fit = try RidgeFit(frames.selecting(foldOf.indices.filter { foldOf[$0] != fold }), classes: classes)
            let scores = fit.scores(frames.features.selecting(rows: held))
            for (i, row) in held.enumerated() { for c in 0..<classes { out[row, c] = scores[i, c] } }
        }
        return out
    }
}
