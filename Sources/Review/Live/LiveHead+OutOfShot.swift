// Whoever was trained on a shot agrees with its labels, right or wrong. What a label is worth is told by a head
// that has not seen its shot: exact, from the one factor of the fit.

import Frames
import Model

/// What the live head would say of every labelled frame had it never seen that frame's shot.
public struct OutOfShot: Sendable {
    /// The frames that are learned from, in the order of the episodes.
    public let frames: [FrameID]
    /// The class each is learned as.
    public let labels: [RarityClass]
    /// Shot and scene of each, unlike in unlike episodes.
    public let shots: [Int], scenes: [Int]
    /// Of each frame by itself.
    public let single: [Prediction]
    /// The labelled frames of a shot with one voice, as validation counts them.
    public let pooled: [Prediction]
    /// The version of the live predictions that it belongs to.
    public let version: Int
}

extension LiveHead {
    /// Predictions out of shot, with the temperature of the last training.
    /// - Returns: `nil` where fewer than two shots have labels.
    /// - Cost: labelled frames · features² + Σ n³ over the shots. Does not hold up `apply`.
    public func outOfShot() throws -> OutOfShot? {
        let state = snapshot(), rows = state.ridge.labelledRows
        guard !rows.isEmpty else { return nil }
        let fit = try state.ridge.fit(scenes: state.rows.scenes)
        guard let scores = fit.scoresWithoutGroup() else { return nil }
        let shots = rows.map { Int(state.ridge.shotOf[$0]) }
        func predictions(_ scores: Matrix) -> [Prediction] {
            let found = LinearHead.probabilities(scores: scores, temperature: state.temperature)
            return (0..<found.rows).map { Prediction(probabilities: Array(found.row($0))) }
        }
        return OutOfShot(
            frames: rows.map { state.rows.ids[$0] }, labels: rows.compactMap { state.ridge.labels[$0].flatMap { RarityClass(rawValue: $0.index) } },
            shots: shots, scenes: rows.map { state.rows.scenes[$0] }, single: predictions(scores),
            pooled: predictions(LinearHead.pooled(scores, groups: shots)), version: state.version)
    }
}
