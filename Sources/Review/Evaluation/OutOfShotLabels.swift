// The labelled frames with their features and their names, as every judgement of labels or heads needs them.

import Frames
import Model

/// Frames with a human, uncontested label and an embedding, by the basis of a kept ridge.
struct OutOfShotLabels {
    let frames: LabelledFrames
    /// Of each row.
    let ids: [FrameID]
    let numbers: [FrameNumber]
    let labels: [RarityClass]
    /// The model that gave the basis, and its temperature.
    let model: String
    let temperature: Float
    /// Lines worth showing: images that are missing or damaged.
    let problems: [String]

    /// Brings the predictions in step with the log first, which makes all that is missing.
    init(_ store: ReviewStore, context: StageContext) throws {
        let problems = try PredictFrames.run(store, context: context).problems
        let (model, head, trunk) = try Self.ridge(store)
        self.model = model
        self.problems = problems
        temperature = head.head.temperature
        let all = try FrameFeatures(store, trunk: trunk)
        let (rows, ridge) = try all.projected(head.basis) { _ in try context.checkCancelled() }
        let chosen = ridge.labelledRows, known = chosen.compactMap { ridge.labels[$0] }
        frames = LabelledFrames(
            features: ridge.features.selecting(rows: chosen), labels: known.map(\.index),
            shots: chosen.map { Int(ridge.shotOf[$0]) }, scenes: chosen.map { rows.scenes[$0] }, weights: known.map(\.weight))
        let numbers = Dictionary(all.episodes.flatMap { zip($0.ids, $0.numbers) }, uniquingKeysWith: { first, _ in first })
        ids = chosen.map { rows.ids[$0] }
        self.numbers = ids.compactMap { numbers[$0] }
        labels = frames.labels.compactMap { RarityClass(rawValue: $0) }
    }

    /// The current model where it is a ridge, else the newest ridge: only it tells exactly what it would say of a
    /// shot it had never seen.
    private static func ridge(_ store: ReviewStore) throws -> (String, HeadFile, TrunkName) {
        for model in try store.models().sorted(by: { $0.isCurrent && !$1.isCurrent }) where model.kind == "ridge" {
            guard let bytes = try store.head(ofModel: model.name) else { continue }
            let head = try HeadFile(bytes: bytes, place: "model \(model.name)", classes: RarityClass.count)
            if let trunk = TrunkName(text: head.trunk) { return (model.name, head, trunk) }
        }
        throw ReviewError.invalid("Labels are judged by a ridge, and there is none: rarity train --head ridge.")
    }
}
