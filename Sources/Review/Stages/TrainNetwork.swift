// A whole network from scratch, what the earlier system did, and a small modern one; or the last blocks of the trunk
// from its own weights. Minutes to hours where the head on frozen features takes a second.

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
        let pictures = NetworkPictures(paths: frames.map(\.path), input: settings.pictures)
        let bad = try pictures.check(context)
        problems += bad.sorted { $0.key < $1.key }.map(\.value).filter { !problems.contains($0) }
        let good = frames.indices.filter { bad[$0] == nil }.map { frames[$0] }
        try checkClasses(good)
        let isTuned = settings.network == .tuned
        let parts = isTuned ? NetworkSplit.tuningParts(scenes: good.map(\.scene), shots: good.map(\.shot), seed: settings.seed)
            : NetworkSplit.parts(scenes: good.map(\.scene), settings.split, seed: settings.seed)
        if isTuned { try checkParts(parts) }
        let folder = try ModelFolder.make(store, settings.network)
        let run = NetworkRun(
            name: folder.name, settings: settings,
            frames: zip(good, parts).map { .init(number: $0.number.description, label: $0.label, part: $1, shot: isTuned ? $0.shot : nil) },
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
    /// - Parameters:
    ///   - epochs: more or fewer than it was begun with.
    ///   - learningRate: another step size from here on, such as a smaller one after a loss that was no number.
    /// - Throws: `ReviewError.invalid` where there is none.
    public static func resume(_ store: ReviewStore, _ kind: NetworkKind, epochs: Int? = nil, learningRate: Float? = nil,
                              context: StageContext) throws -> NetworkReport {
        guard let name = ModelFolder.unfinished(store, kind).last else {
            throw ReviewError.invalid("There is no unfinished training of a \(kind.rawValue) network. Begin one: rarity train "
                + (kind == .tuned ? "--fine-tune N." : "--network \(kind.rawValue)."))
        }
        let folder = try ModelFolder(store, name: name)
        var run = try folder.readRun()
        if let epochs { run.settings.epochs = epochs }
        if let learningRate { run.settings.optimiser.learningRate = learningRate }
        if epochs != nil || learningRate != nil { try folder.write(run) }
        return try finish(store, run, folder, [], context, progress: folder.checkpointFile)
    }

    /// What `resume` goes on with: the settings of the latest training of a kind that was not finished; `nil` without one.
    /// - Throws: `ReviewError.invalid` where they cannot be read, or another process trains with them.
    public static func begun(_ store: ReviewStore, _ kind: NetworkKind) throws -> NetworkSettings? {
        try ModelFolder.unfinished(store, kind).last.map { try ModelFolder(store, name: $0).readRun().settings }
    }

    /// Whether a training of a kind was begun, has a checkpoint, and was not finished.
    public static func canResume(_ store: ReviewStore, _ kind: NetworkKind) -> Bool { !ModelFolder.unfinished(store, kind).isEmpty }

    /// - Parameter progress: the checkpoint to go on from.
    private static func finish(_ store: ReviewStore, _ run: NetworkRun, _ folder: ModelFolder, _ problems: [String],
                               _ context: StageContext, progress checkpoint: String?) throws -> NetworkReport {
        let start = ContinuousClock.now
        let trainer = try makeTrainer(run)
        var progress: NetworkProgress?
        if let checkpoint {
            let notes = try trainer.readCheckpoint(checkpoint)["progress"] ?? ""
            guard let kept = try? JSONDecoder().decode(NetworkProgress.self, from: Data(notes.utf8)) else {
                throw ReviewError.invalid("\(checkpoint.printable(limit: 300)): does not say how far it is. Delete its folder and train anew.")
            }
            progress = kept
        }
        let pictures = NetworkPictures(paths: try paths(store, run), input: trainer.pictures, prepare: trainer.prepare)
        if run.settings.network == .tuned { _ = try pictures.check(context, title: "frozen blocks") }
        var loop = NetworkLoop(run: run, trainer: trainer, pictures: pictures, folder: folder, context: context, progress: progress)
        try loop.train()
        if run.settings.network == .tuned { try trainer.readNetwork(folder.bestFile) }
        let (validation, temperature) = try loop.validation(temperature: nil), heldOut = try heldOut(loop, store)
        var labels = [Int](repeating: 0, count: RarityClass.count)
        for frame in run.frames { labels[frame.label] += 1 }
        let figures = ModelFigures(classes: RarityClass.allCases.map(\.name), labels: labels, labelledShots: run.labelledShots, validation: validation)
        let prepare = trainer.prepare
        let found = try NetworkPredictions.make(store, input: trainer.pictures, context: context) { count, picture in
            trainer.probabilities(count, threads: context.threads, isCancelled: { context.isCancelled }) { prepare(picture($0)) }?
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
                             before: loop.progress.before, bestEpoch: loop.progress.best?.epochs, epochs: loop.progress.epochs, isCurrent: current == nil, predicted: found.predictions.count,
                             without: all - found.predictions.count, problems: problems + found.problems.filter { !problems.contains($0) },
                             seconds: (ContinuousClock.now - start) / .seconds(1))
    }

    private static func makeTrainer(_ run: NetworkRun) throws -> NetworkTrainer {
        let settings = run.settings
        guard settings.network == .tuned else {
            return NetworkTrainer(settings.network, optimiser: settings.optimiser, classWeights: run.classWeights, seed: settings.seed)
        }
        return try NetworkTrainer(tuning: settings.blocks ?? 0, pictures: settings.pictures, optimiser: settings.optimiser,
                                  classWeights: run.classWeights, seed: settings.seed)
    }

    /// What the network says of the frames that it was not trained on.
    private static func heldOut(_ loop: NetworkLoop, _ store: ReviewStore) throws -> HeldOutClasses {
        var heldOut = HeldOutClasses()
        let frames = loop.run.frames.indices.filter { loop.run.frames[$0].part != .train }
        for (frame, probabilities) in zip(frames, try loop.probabilities(frames)) {
            guard let number = FrameNumber(text: loop.run.frames[frame].number), let id = try store.frame(number)?.id else { continue }
            heldOut.classOf[id] = Prediction(probabilities: probabilities).rarity
        }
        return heldOut
    }
}
