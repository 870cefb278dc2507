// Error Evaluation: of the project, out of shot and over the human labels; or of a file of predictions.

import Frames
import Ingest
import Model

/// Judges predictions by labels.
public enum EvaluateErrors {
    /// Predictions of every human-labelled frame by the head fitted without the frame's shot, in step with the log.
    /// Beside it the validation with scenes, shots and random frames held out.
    /// - Parameter seed: of folds and bootstrap.
    /// - Throws: as `PredictFrames`.
    public static func run(_ store: ReviewStore, prices: ClassPrices = .standard, folds: Int = 5, seed: UInt64 = 0,
                           context: StageContext) throws -> (evaluation: ErrorEvaluation, problems: [String]) {
        let judged = try frames(store, prices: prices, folds: folds, seed: seed, context: context)
        return (judged.evaluation, judged.problems)
    }

    /// The same with the frames behind every cell of the matrix.
    public static func frames(_ store: ReviewStore, prices: ClassPrices = .standard, folds: Int = 5, seed: UInt64 = 0,
                              context: StageContext) throws -> EvaluatedFrames {
        let lastEvent = store.lastEvent
        let rows = try OutOfShotLabels(store, context: context)
        context.report(StageProgress(title: "evaluating", done: 0, total: 2))
        let fit = try RidgeFit(rows.frames, classes: RarityClass.count)
        guard let pooled = fit.scoresOutOfShot() else {
            throw ReviewError.invalid("All labels lie in one shot, and an evaluation needs a shot that was not learned from. Label a frame of another shot.")
        }
        let validation = try Validation(fit, outOfShot: pooled, folds: folds, seed: seed, check: context.checkCancelled)
        context.report(StageProgress(title: "evaluating", done: 1, total: 2))
        func table(_ temperature: Float) -> LabelledProbabilities {
            LabelledProbabilities(LinearHead.probabilities(scores: pooled, temperature: temperature), labels: rows.frames.labels)
        }
        let calibrated = table(validation.temperature)
        var evaluation = ErrorEvaluation(calibrated, classes: RarityClass.allCases.map(\.name),
                                         scenes: rows.frames.scenes, prices: prices.values, seed: seed)
        evaluation.uncalibrated = EvaluationFigures(table(1))
        evaluation.temperature = Double(validation.temperature)
        evaluation.model = rows.model
        evaluation.validation = validation
        context.report(StageProgress(title: "evaluating", done: 2, total: 2))
        let frames = rows.numbers.indices.compactMap { row in
            RarityClass(rawValue: calibrated.predicted(row)).map { EvaluatedFrames.Frame(number: rows.numbers[row], label: rows.labels[row], predicted: $0) }
        }
        return EvaluatedFrames(evaluation: evaluation, frames: frames, lastEvent: lastEvent, problems: rows.problems)
    }

    /// Of a file that anyone made. Scenes are drawn in the order of their names, numbers by size.
    public static func run(_ file: PredictionFile, prices: ClassPrices = .standard, seed: UInt64 = 0) -> ErrorEvaluation {
        var scenes: [Int]?
        if file.hasScenes {
            let names = Set(file.rows.map { $0.scene ?? "" })
            let numbers = names.compactMap(Int.init)
            let sorted = numbers.count == names.count ? names.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) } : names.sorted()
            let index = Dictionary(uniqueKeysWithValues: zip(sorted, 0...))
            scenes = file.rows.map { index[$0.scene ?? ""] ?? 0 }
        }
        let rarities = file.classes == RarityClass.allCases.map(\.name)
        return ErrorEvaluation(file.table, classes: file.classes, scenes: scenes, prices: rarities ? prices.values : nil,
                               second: file.hasSecondLabels ? file.rows.map(\.label2) : nil, seed: seed)
    }
}

extension PredictionFile {
    /// Its rows as numbers.
    public var table: LabelledProbabilities {
        LabelledProbabilities(classes: classes.count, labels: rows.map(\.label), values: rows.flatMap(\.probabilities))
    }
}
