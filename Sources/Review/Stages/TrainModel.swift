// The thorough run: from labels to a named model with its figures and the predictions of all frames, which
// appear together or not at all.

import Foundation
import Frames
import Model

/// Trains a head on the pretrained trunk.
public enum TrainModel {
    /// Makes what is missing (shots, embeddings), then trains, validates, predicts every frame and makes the
    /// new model current.
    /// - Throws: `ReviewError.invalid` for too few labels, before anything long begins; `StageCancelled`, after
    ///   which shots and embeddings made so far stay and no model was added; errors of the steps.
    /// - Cost: beside the embeddings about a second for 2,000 frames.
    public static func run(_ store: ReviewStore, settings: TrainSettings = TrainSettings(),
                           context: StageContext) throws -> TrainReport {
        let settings = try settings.filled(from: store)
        guard let trunk = settings.trunk else {
            throw ReviewError.invalid("There is no trunk \(settings.input.printable()) in \(settings.precision.printable()).")
        }
        try checkLabels(FrameFeatures(store, trunk: trunk).labelCounts)
        let problems = try MissingPieces.make(store, trunk: trunk, context: context)
        let start = ContinuousClock.now
        func step(_ done: Int, _ detail: String) throws {
            try context.checkCancelled()
            context.report(StageProgress(title: "training", done: done, total: 5, detail: detail))
        }
        // Before the labels are read: what is decided meanwhile is news to this model.
        let seen = try store.logPosition()
        let frames = try FrameFeatures(store, trunk: trunk)
        try checkLabels(frames.labelCounts)
        try step(0, "features")
        let sample = try frames.sample(check: context.checkCancelled)
        guard sample.rows > 0 else {
            throw ReviewError.invalid("Training needs images, and none could be read: \(problems.first ?? "there are no frames").")
        }
        let kept = try store.lastHead(kind: settings.head.rawValue, trunk)
        let basis = try FeatureBasis(embeddings: sample, known: (kept ?? store.lastHead(kind: TrainSettings.Head.ridge.rawValue, trunk))?.basis, check: context.checkCancelled)
        try step(1, "fit")
        let (rows, ridge) = try frames.projected(basis) { _ in try context.checkCancelled() }
        try checkLabels(ridge.labelCountsByClass, ofFramesWithImages: true)
        let trained = try TrainedHead(settings, ridge, rows, basis, trunk, last: kept, context: context) { try step(2, "validation") }
        let subjects = try SubjectsTraining(rows.subjectFrames(store, ridge), folds: settings.folds, seed: settings.seed, check: context.checkCancelled)
        let figures = ModelFigures(classes: RarityClass.allCases.map(\.name), labels: ridge.labelCountsByClass,
                                   labelledShots: Set(ridge.labelledRows.map { ridge.shotOf[$0] }).count, validation: trained.validation,
                                   subjects: subjects?.figures)
        try step(3, "predictions")
        var head = trained.file
        head.subjects = subjects?.head
        let predictions = LivePredictions(rows, ridge, head.head, model: "", version: 0).all
        try step(4, "storing")
        let kind = settings.head.rawValue
        let model = NewModel(name: try store.freeModelName(kind: kind), kind: kind, parent: try store.currentModel()?.name,
                             settings: try json(settings), metrics: try json(figures), seen: seen, head: head.encoded(),
                             heldOut: rows.heldOut(trained.outOfShot, of: ridge.labelledRows))
        try store.saveModel(model, predictions: predictions, makeCurrent: true)
        context.report(StageProgress(title: "training", done: 5, total: 5, detail: model.name))
        let all = frames.episodes.reduce(0) { $0 + $1.ids.count }
        return TrainReport(model: model.name, figures: figures, predicted: predictions.count, without: all - predictions.count,
                           problems: problems, seconds: (ContinuousClock.now - start) / .seconds(1))
    }

    /// - Throws: `ReviewError.invalid`, which says what there is and what is needed.
    private static func checkLabels(_ counts: [Int], ofFramesWithImages: Bool = false) throws {
        let there = RarityClass.allCases.filter { counts[$0.rawValue] > 0 }
        guard there.count < 2 else { return }
        let found = there.first.map { "only \(counts[$0.rawValue]) of \($0)" } ?? "none"
        let absent = RarityClass.allCases.filter { !there.contains($0) }.map(\.name).joined(separator: ", ")
        throw ReviewError.invalid("Training needs labels given by people for at least two classes, 1 frame each; there are "
            + "\(found)\(ofFramesWithImages ? " on frames with images" : ""). Label a frame as \(absent) first.")
    }

    private static func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder.sorted.encode(value), as: UTF8.self)
    }
}
