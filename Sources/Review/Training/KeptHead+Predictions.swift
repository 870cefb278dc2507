// What a head that stays as it is says of every frame.

import Frames
import Model

extension KeptHead {
    /// Probabilities of all frames that have an embedding, one voice a shot.
    /// - Throws: `StageCancelled`, `EmbeddingError`, `ReviewError`.
    /// - Cost: that of the features, 0.5 s for 30,000 frames.
    func predictions(_ store: ReviewStore, context: StageContext) throws -> [(FrameID, [Float])] {
        let frames = try FrameFeatures(store, trunk: trunk)
        let (rows, ridge) = try frames.projected(file.basis) { done in
            try context.checkCancelled()
            context.report(StageProgress(title: "predicting", done: done, total: frames.episodes.count))
        }
        return LivePredictions(rows, ridge, file.head, model: model, version: 0).all
    }
}

extension ReviewStore {
    /// Frames a transaction: another reviewer's key waits for no more than one of them.
    private static let part = 10_000

    /// Stores predictions of a kept model in parts; the last one says what they reflect.
    func replacePredictions(ofModel name: String, _ predictions: [(FrameID, [Float])], seen: LogPosition) throws {
        var start = 0
        repeat {
            let end = min(start + Self.part, predictions.count)
            try updatePredictions(ofModel: name, Array(predictions[start..<end]), seen: end == predictions.count ? seen : nil)
            start = end
        } while start < predictions.count
    }
}
