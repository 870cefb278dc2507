// How far a head that never saw a scene was off in it: what an honest estimate for a new episode is drawn from.

import Frames
import Model

/// Expected and actual figures of every labelled scene, predicted without it.
struct SceneResiduals {
    struct Scene {
        /// Labelled frames.
        var frames = 0.0
        /// Errors as the calibrated probabilities foresee them, and as the labels tell.
        var expected = 0.0, actual = 0.0
        /// Of the actual errors, those whose label is itself so suspect that the label may be the error.
        var doubtful = 0.0
        /// By class: labelled frames less the sum of their probabilities.
        var surplus = [Double](repeating: 0, count: RarityClass.count)
    }

    /// A label this suspect may be wrong as well as the prediction.
    static let suspect = 0.9

    let scenes: [Scene]
    /// Fitted on predictions out of scene: a new episode is new scenes.
    let temperature: Float

    /// - Throws: `ReviewError.invalid` with fewer than two labelled scenes.
    init(_ rows: OutOfShotLabels) throws {
        let frames = rows.frames
        let fit = try RidgeFit(frames, classes: RarityClass.count)
        guard let scores = fit.scoresWithoutGroup(frames.scenes) else {
            throw ReviewError.invalid("An estimate needs labels in two scenes at least. Label a frame of another scene.")
        }
        let pooled = LinearHead.pooled(scores, groups: frames.shots)
        temperature = Temperature.fit(scores: pooled, labels: frames.labels)
        let table = LabelledProbabilities(LinearHead.probabilities(scores: pooled, temperature: temperature), labels: frames.labels)
        let suspicion = try GroupSuspicion(frames, classes: RarityClass.count)
        var byScene: [Int: Scene] = [:]
        for row in 0..<frames.count {
            var scene = byScene[frames.scenes[row]] ?? Scene()
            let guess = table.predicted(row), label = frames.labels[row]
            scene.frames += 1
            scene.expected += 1 - table[row, guess]
            scene.actual += guess == label ? 0 : 1
            scene.doubtful += guess != label && suspicion.scores[row] > Self.suspect ? 1 : 0
            for k in 0..<RarityClass.count { scene.surplus[k] += (k == label ? 1 : 0) - table[row, k] }
            byScene[frames.scenes[row]] = scene
        }
        scenes = byScene.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Draws of what a new episode may be like.
    /// - Parameters:
    ///   - count: scenes of the new episode.
    ///   - rounds: draws.
    /// - Returns: of each draw, actual errors by expected ones, and the surplus of each class by frame.
    ///
    /// Each draw first draws the known scenes anew, as they are a sample too, and then a new episode's scenes from those.
    /// How many of the doubtful errors are errors is not known: `low` takes them for wrong labels, `high` for errors.
    func draws(scenes count: Int, rounds: Int, seed: UInt64) -> [(low: Double, high: Double, surplus: [Double])] {
        var random = PCG64(seed: seed)
        return (0..<rounds).map { _ in
            let known = scenes.indices.map { _ in scenes[random.below(scenes.count)] }
            let drawn = (0..<max(1, count)).map { _ in known[random.below(known.count)] }
            // One half error more on either side: a handful of scenes without an error does not make all scenes so.
            let actual = drawn.reduce(0.5) { $0 + $1.actual }, doubtful = drawn.reduce(0) { $0 + $1.doubtful }
            let expected = drawn.reduce(0.5) { $0 + $1.expected }
            let rows = max(1, drawn.reduce(0) { $0 + $1.frames })
            return ((actual - doubtful) / expected, actual / expected, (0..<RarityClass.count).map { k in drawn.reduce(0) { $0 + $1.surplus[k] } / rows })
        }
    }
}
