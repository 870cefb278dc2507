// Predictions that reflect every event: the ridge is a function of the labels, so where the log has gone on it
// is fitted again on the current model's own features, which takes a moment. Heads of other kinds stay as they are.

import Frames
import Model

/// Brings the current model's predictions in step with the labels.
public enum PredictFrames {
    /// Trains where there is no model yet; makes missing shots, embeddings and predictions; where the ridge has
    /// not seen the latest labels its predictions are made again; a logistic or imported head says what it said, of new
    /// frames and moved shots too; networks stay as they are. Afterwards `store.frames(_:)` has predictions that are true of the log.
    /// - Returns: the name of the current model and lines worth showing.
    /// - Throws: as `TrainModel`.
    public static func run(_ store: ReviewStore, context: StageContext) throws -> (model: String, problems: [String]) {
        guard let model = try store.currentModel() else {
            let report = try TrainModel.run(store, context: context)
            return (report.model, report.problems)
        }
        guard let head = try KeptHead(store, model) else {
            // A network is what it was when it was trained; only new frames are new to it.
            let isNetwork = NetworkKind(rawValue: model.kind) != nil
            return (model.name, isNetwork ? try NetworkPredictions.complete(store, model, context: context) : [])
        }
        let problems = try MissingPieces.make(store, trunk: head.trunk, context: context)
        if try store.logPosition() != model.seen || !areComplete(store, head.trunk) {
            if head.isLive {
                try LiveHead(store, context: context)?.conclude(context: context)
            } else {
                let seen = try store.logPosition()
                try store.replacePredictions(ofModel: model.name, head.predictions(store, context: context), seen: seen)
            }
        }
        return (model.name, problems)
    }

    /// Whether every frame with an embedding has a prediction.
    private static func areComplete(_ store: ReviewStore, _ trunk: TrunkName) throws -> Bool {
        let frames = try FrameFeatures(store, trunk: trunk)
        for (summary, episode) in zip(try store.episodes(), frames.episodes) {
            if try frames.embeddings(episode).positions.count != summary.predicted { return false }
        }
        return true
    }
}
