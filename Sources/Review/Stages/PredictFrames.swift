// Predictions that reflect every event: the head is a function of the labels, so where the log has gone on it
// is fitted again on the current model's own features, which takes a moment.

import Frames
import Model

/// Brings the current model's predictions in step with the labels.
public enum PredictFrames {
    /// Trains where there is no model yet; makes missing shots, embeddings and predictions; refits a ridge that
    /// has not seen the latest labels, keeps its predictions with the model, and leaves models of other kinds
    /// as they are. Afterwards `store.frames(_:)` has predictions that are true of the log.
    /// - Returns: the name of the current model and lines worth showing.
    /// - Throws: as `TrainModel`.
    public static func run(_ store: ReviewStore, context: StageContext) throws -> (model: String, problems: [String]) {
        guard let model = try store.currentModel() else {
            let report = try TrainModel.run(store, context: context)
            return (report.model, report.problems)
        }
        guard model.kind == "ridge", let bytes = try store.head(ofModel: model.name) else { return (model.name, []) }
        var head = try HeadFile(bytes: bytes, place: "model \(model.name)", classes: RarityClass.count)
        guard let trunk = TrunkName(text: head.trunk), head.basis.channels == Trunk.embeddingSize else {
            throw ReviewError.invalid("The model \(model.name) needs the trunk \(head.trunk.printable()), which this Rarity does not have. Train again: rarity train.")
        }
        let lastEvent = store.lastEvent
        let problems = try MissingPieces.make(store, trunk: trunk, context: context)
        let frames = try FrameFeatures(store, trunk: trunk)
        // An import changes labels without an event, and brings frames without predictions.
        if lastEvent <= model.lastEvent, ModelFigures(model)?.labels == frames.labelCounts, try areComplete(store, frames) {
            return (model.name, problems)
        }
        context.report(StageProgress(title: "predicting", done: 0, total: frames.episodes.count))
        let labelled = try frames.labelled(head.basis, check: context.checkCancelled)
        head.head = RidgeHead(try RidgeFit(labelled, classes: RarityClass.count), temperature: head.head.temperature)
        var predictions: [(FrameID, [Float])] = []
        for (index, episode) in frames.episodes.enumerated() {
            try context.checkCancelled()
            predictions += try frames.predictions(episode, head)
            context.report(StageProgress(title: "predicting", done: index + 1, total: frames.episodes.count))
        }
        try store.updatePredictions(ofModel: model.name, predictions)
        return (model.name, problems)
    }

    /// Whether every frame with an embedding has a prediction.
    private static func areComplete(_ store: ReviewStore, _ frames: FrameFeatures) throws -> Bool {
        for (summary, episode) in zip(try store.episodes(), frames.episodes) {
            if try frames.embeddings(episode).positions.count != summary.predicted { return false }
        }
        return true
    }
}

extension TrunkName {
    /// Reads `lite0-180x320-float32`.
    init?(text: String) {
        for input in TrunkInput.allCases {
            for precision in TrunkPrecision.allCases where TrunkName(input: input, precision: precision).description == text {
                self.init(input: input, precision: precision)
                return
            }
        }
        return nil
    }
}
