// A whole network from scratch: what the earlier system did, and a small modern one, for comparison with the head
// on frozen features. Minutes to hours where the head takes a second.

import Foundation
import Frames
import Model

/// Trains a network on human labels.
public enum TrainNetwork {
    /// Finds shots where they are missing (for the scenes), splits, trains, validates and predicts every frame. The
    /// new model becomes current only where there is none: live learning rests under a network.
    /// - Throws: `ReviewError.invalid` for too few labels; `StageCancelled`, after which the last checkpoint stands
    ///   and `resume` goes on; `ModelError.diverged` for a loss that is no number, likewise.
    /// - Cost: a step of 32 pictures of the earlier network is 1 TFLOP by its definition.
    public static func run(_ store: ReviewStore, settings: NetworkSettings, context: StageContext) throws -> NetworkReport {
        let seen = try store.logPosition()
        try checkLabels(store)
        var problems = try FindShots.run(store, try store.episodes().map(\.code), missingOnly: true, context: context).flatMap(\.problems)
        let frames = try labelledFrames(store)
        let pictures = NetworkPictures(paths: frames.map(\.path), input: NetworkKind.input)
        let bad = try pictures.check(context)
        problems += bad.sorted { $0.key < $1.key }.map(\.value).filter { !problems.contains($0) }
        let good = frames.indices.filter { bad[$0] == nil }.map { frames[$0] }
        try checkClasses(good)
        let parts = NetworkSplit.parts(scenes: good.map(\.scene), settings.split, seed: settings.seed)
        let folder = try ModelFolder.make(store, settings.network)
        let run = NetworkRun(
            name: folder.name, settings: settings,
            frames: zip(good, parts).map { .init(number: $0.number.description, label: $0.label, part: $1) },
            labelledShots: Set(good.map(\.shot)).count,
            heldScenes: Set(zip(good, parts).filter { $1 == .scene }.map(\.0.scene)).count, event: seen.event, revision: seen.revision)
        do {
            try folder.write(run)
            return try finish(store, run, folder, problems, context, progress: nil)
        } catch {
            // Without a checkpoint there is nothing to go on from.
            if !FileManager.default.fileExists(atPath: folder.checkpointFile) { folder.removeAll() }
            throw error
        }
    }

    /// Goes on with the latest training of a kind that was not finished, with the labels it began with.
    /// - Parameter epochs: more or fewer than it was begun with.
    /// - Throws: `ReviewError.invalid` where there is none.
    public static func resume(_ store: ReviewStore, _ kind: NetworkKind, epochs: Int? = nil, context: StageContext) throws -> NetworkReport {
        guard let name = ModelFolder.unfinished(store, kind).last else {
            throw ReviewError.invalid("There is no unfinished training of a \(kind.rawValue) network. Begin one: rarity train --network \(kind.rawValue).")
        }
        let folder = try ModelFolder(store, name: name)
        var run = try folder.readRun()
        if let epochs { run.settings.epochs = epochs }
        return try finish(store, run, folder, [], context, progress: folder.checkpointFile)
    }

    /// Whether a training of a kind was begun, has a checkpoint, and was not finished.
    public static func canResume(_ store: ReviewStore, _ kind: NetworkKind) -> Bool { !ModelFolder.unfinished(store, kind).isEmpty }

    /// - Parameter progress: the checkpoint to go on from.
    private static func finish(_ store: ReviewStore, _ run: NetworkRun, _ folder: ModelFolder, _ problems: [String],
                               _ context: StageContext, progress checkpoint: String?) throws -> NetworkReport {
        let start = ContinuousClock.now
        let trainer = NetworkTrainer(run.settings.network, optimiser: run.settings.optimiser, classWeights: run.classWeights, seed: run.settings.seed)
        var progress: NetworkProgress?
        if let checkpoint {
            let notes = try trainer.readCheckpoint(checkpoint)["progress"] ?? ""
            guard let kept = try? JSONDecoder().decode(NetworkProgress.self, from: Data(notes.utf8)) else {
                throw ReviewError.invalid("\(checkpoint.printable(limit: 300)): does not say how far it is. Delete its folder and train anew.")
            }
            progress = kept
        }
        let pictures = NetworkPictures(paths: try paths(store, run), input: NetworkKind.input)
        var loop = NetworkLoop(run: run, trainer: trainer, pictures: pictures, folder: folder, context: context, progress: progress)
        try loop.train()
        let (validation, temperature, heldOut) = try validate(loop, store)
        var labels = [Int](repeating: 0, count: RarityClass.count)
        for frame in run.frames { labels[frame.label] += 1 }
        let figures = ModelFigures(classes: RarityClass.allCases.map(\.name), labels: labels, labelledShots: run.labelledShots, validation: validation)
        let found = try NetworkPredictions.make(store, input: NetworkKind.input, context: context) { count, picture in
            trainer.probabilities(count, threads: context.threads, isCancelled: { context.isCancelled }, picture: picture)?
                .map { tempered($0, temperature) }
        }
        try trainer.writeNetwork(folder.networkFile, temperature: temperature)
        let current = try store.currentModel()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        func json(_ value: some Encodable) throws -> String { String(decoding: try encoder.encode(value), as: UTF8.self) }
        let seen = LogPosition(event: run.event, revision: run.revision)
        try store.saveModel(NewModel(name: run.name, kind: run.settings.network.rawValue, parent: nil, settings: try json(run.settings),
                                     metrics: try json(figures), seen: seen, head: nil, heldOut: heldOut),
                            predictions: found.predictions, makeCurrent: current == nil)
        folder.removeCheckpoint()
        let all = try store.episodes().reduce(0) { $0 + $1.frames }
        return NetworkReport(model: run.name, parameters: trainer.parameterCount, trainedOn: run.indices(.train).count, figures: figures,
                             epochs: loop.progress.epochs, isCurrent: current == nil, predicted: found.predictions.count,
                             without: all - found.predictions.count, problems: problems + found.problems.filter { !problems.contains($0) },
                             seconds: (ContinuousClock.now - start) / .seconds(1))
    }

    /// Figures of both held-out parts, and the temperature, which is fitted on the scenes (on the random frames where
    /// there are none), so that their calibration after it flatters a little.
    private static func validate(_ loop: NetworkLoop, _ store: ReviewStore) throws -> (Validation, temperature: Float, HeldOutClasses) {
        var heldOut = HeldOutClasses()
        func part(_ part: NetworkPart) throws -> (scores: Matrix, labels: [Int])? {
            let frames = loop.run.indices(part)
            guard !frames.isEmpty else { return nil }
            // Logarithms of probabilities are logits; scores are those by the factor of a ridge's scores.
            let found = try loop.probabilities(frames)
            for (frame, probabilities) in zip(frames, found) {
                guard let number = FrameNumber(text: loop.run.frames[frame].number), let id = try store.frame(number)?.id else { continue }
                heldOut.classOf[id] = Prediction(probabilities: probabilities).rarity
            }
            let rows = found.flatMap { $0.map { max(log($0), -80) / 6 } }
            return (Matrix(rows: frames.count, columns: RarityClass.count, values: rows), frames.map { loop.run.frames[$0].label })
        }
        let scenes = try part(.scene), random = try part(.random)
        let temperature = (scenes ?? random).map { Temperature.fit(scores: $0.scores, labels: $0.labels) } ?? 1
        let validation = Validation(
            scenes: scenes.map { Figures(scores: $0.scores, labels: $0.labels, groups: loop.run.heldScenes, temperature: temperature) },
            shots: nil,
            random: random.map { Figures(scores: $0.scores, labels: $0.labels, groups: $0.labels.count, temperature: temperature) },
            temperature: temperature, folds: 1, seed: loop.run.settings.seed)
        return (validation, temperature, heldOut)
    }
}
