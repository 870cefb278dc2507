// Three validations side by side. Random frames flatter (near-duplicates on both sides), shots tell how a
// labelled episode is completed, scenes how a new place fares: the grouped ones decide.

/// Figures with whole scenes, whole shots and random frames held out.
public struct Validation: Codable, Equatable, Sendable {
    /// `nil` where there are fewer than two scenes.
    public let scenes: Figures?
    /// `nil` where there are fewer than two shots. By the ridge each is left out by itself, exactly; by other heads in folds.
    public let shots: Figures?
    public let random: Figures?
    /// Fitted on the predictions out of shot, used in all three.
    public let temperature: Float
    public let folds: Int
    public let seed: UInt64

    /// Figures that were found in another way.
    public init(scenes: Figures?, shots: Figures?, random: Figures?, temperature: Float, folds: Int, seed: UInt64) {
        self.scenes = scenes
        self.shots = shots
        self.random = random
        self.temperature = temperature
        self.folds = folds
        self.seed = seed
    }

    /// Validates the ridge.
    /// - Parameters:
    ///   - fit: of all labelled frames; shots are left out of it by its closed form.
    ///   - outOfShot: `fit.scoresOutOfShot()`.
    ///   - folds: of the scenes and of the frames.
    ///   - check: called between fits; what it throws ends the work.
    /// - Cost: two fits a fold.
    public init(_ fit: RidgeFit, outOfShot: Matrix?, folds: Int = 5, seed: UInt64 = 0, check: () throws -> Void = {}) throws {
        let classes = fit.bias.count
        try self.init(fit.frames, outOfShot: outOfShot, classes: classes, folds: folds, seed: seed, check: check) {
            try RidgeFit($0, classes: classes).scores
        }
    }

    /// Validates the logistic head; every fold's fit begins with the whole one.
    /// - Parameters:
    ///   - frames: what it was fitted to.
    ///   - outOfShot: `fit.scoresOutOfShot(frames, …)`.
    public init(_ fit: LogisticFit, _ frames: LabelledFrames, outOfShot: Matrix?, folds: Int = 5, seed: UInt64 = 0, check: () throws -> Void = {}) throws {
        try self.init(frames, outOfShot: outOfShot, classes: fit.bias.count, folds: folds, seed: seed, check: check) {
            try LogisticFit($0, classes: fit.bias.count, start: fit.start, check: check).head().scores
        }
    }

    /// - Parameter fit: from frames to a function that scores features.
    private init(
        _ frames: LabelledFrames, outOfShot: Matrix?, classes: Int, folds: Int, seed: UInt64, check: () throws -> Void,
        fit: (LabelledFrames) throws -> (Matrix) -> Matrix
    ) throws {
        let temperature = outOfShot.map { Temperature.fit(scores: $0, labels: frames.labels) } ?? 1
        self.temperature = temperature
        self.folds = folds
        self.seed = seed
        func figures(_ scores: Matrix, _ groups: [Int]) -> Figures {
            Figures(scores: scores, labels: frames.labels, groups: Set(groups).count, temperature: temperature)
        }
        func heldOut(_ groups: [Int]) throws -> Matrix? {
            try Self.heldOut(frames, groups: groups, classes: classes, folds, seed, check, fit)
        }
        shots = outOfShot.map { figures($0, frames.shots) }
        try check()
        scenes = try heldOut(frames.scenes).map { figures(LinearHead.pooled($0, groups: frames.shots), frames.scenes) }
        // Single frames: to pool them over the shot would mix what was seen with what was not.
        let rows = Array(0..<frames.count)
        random = try heldOut(rows).map { figures($0, rows) }
    }

    /// Scores of every row by a fit without its fold; `nil` where there are fewer than two groups.
    static func heldOut(
        _ frames: LabelledFrames, groups: [Int], classes: Int, _ folds: Int, _ seed: UInt64, _ check: () throws -> Void,
        _ fit: (LabelledFrames) throws -> (Matrix) -> Matrix
    ) throws -> Matrix? {
        let foldOf = GroupedFolds.assign(groups, folds: max(2, folds), seed: seed)
        let count = (foldOf.max() ?? 0) + 1
        guard count > 1 else { return nil }
        var out = Matrix(rows: frames.count, columns: classes)
        for fold in 0..<count {
            try check()
            let held = foldOf.indices.filter { foldOf[$0] == fold }
            let scores = try fit(frames.selecting(foldOf.indices.filter { foldOf[$0] != fold }))(frames.features.selecting(rows: held))
            for (i, row) in held.enumerated() { for c in 0..<classes { out[row, c] = scores[i, c] } }
        }
        return out
    }
}

extension LogisticFit {
    /// Scores of every row by a head fitted without the row's shot, shots in folds, one voice a shot.
    /// - Parameter frames: what it was fitted to.
    /// - Returns: `nil` where there is but one shot.
    /// - Cost: a warm fit a fold.
    public func scoresOutOfShot(_ frames: LabelledFrames, folds: Int = 5, seed: UInt64 = 0, check: () throws -> Void = {}) throws -> Matrix? {
        try Validation.heldOut(frames, groups: frames.shots, classes: bias.count, folds, seed, check) {
            try LogisticFit($0, classes: bias.count, start: start, check: check).head().scores
        }.map { LinearHead.pooled($0, groups: frames.shots) }
    }
}
