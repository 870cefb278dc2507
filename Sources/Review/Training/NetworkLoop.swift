// Epoch by epoch, batch by batch. Everything that happens follows from the run and the position, so that a loop
// which is stopped anywhere goes on from its last checkpoint as if it had not been.

import Foundation
import Frames
import Model

struct NetworkLoop {
    let run: NetworkRun
    let trainer: NetworkTrainer
    let pictures: NetworkPictures
    let folder: ModelFolder
    let context: StageContext
    private(set) var progress = NetworkProgress()
    private var lastKept = ContinuousClock.now
    private var keepingTook = Duration.zero
    private var rate = StepRate()

    /// - Parameter progress: from a checkpoint.
    init(run: NetworkRun, trainer: NetworkTrainer, pictures: NetworkPictures, folder: ModelFolder, context: StageContext,
         progress: NetworkProgress? = nil) {
        self.run = run
        self.trainer = trainer
        self.pictures = pictures
        self.folder = folder
        self.context = context
        if let progress { self.progress = progress }
    }

    /// Trains the epochs that are left.
    /// - Throws: `StageCancelled` after the step under way, once a checkpoint is kept. After a crash the last one stands.
    mutating func train() throws {
        do {
            try trainEpochs()
        } catch let stopped as StageCancelled {
            context.report(StageProgress(title: run.name, done: 0, total: 1, detail: "stopping: keeping a checkpoint"))
            try keep()
            throw stopped
        }
    }

    /// Every part of the run, as the weights stand.
    func validation(temperature: Float?) throws -> (Validation, temperature: Float) {
        func part(_ part: NetworkPart) throws -> (scores: Matrix, labels: [Int], groups: Int)? {
            let frames = run.indices(part)
            guard !frames.isEmpty else { return nil }
            // Logarithms of probabilities are logits; scores are those by the factor of a ridge's scores.
            let rows = try probabilities(frames).flatMap { $0.map { max(log($0), -80) / 6 } }
            return (Matrix(rows: frames.count, columns: RarityClass.count, values: rows), frames.map { run.frames[$0].label },
                    part == .scene ? run.heldScenes : part == .shot ? Set(frames.map { run.frames[$0].shot }).count : frames.count)
        }
        let parts = try (scene: part(.scene), shot: part(.shot), random: part(.random), watch: part(.watch))
        // Fitted on frames that were not trained on; where those are the scenes, their calibration after it flatters a little.
        let temperature = temperature ?? (parts.watch ?? parts.scene ?? parts.random).map { Temperature.fit(scores: $0.scores, labels: $0.labels) } ?? 1
        func figures(_ part: (scores: Matrix, labels: [Int], groups: Int)?) -> Figures? {
            part.map { Figures(scores: $0.scores, labels: $0.labels, groups: $0.groups, temperature: temperature) }
        }
        return (Validation(scenes: figures(parts.scene), shots: figures(parts.shot), random: figures(parts.random), temperature: temperature,
                           folds: 1, seed: run.settings.seed), temperature)
    }

    private mutating func trainEpochs() throws {
        if run.settings.network == .tuned, progress.before == nil { try begin() }
        while progress.epochs.count < run.settings.epochs, !isEnough {
            let order = run.order(epoch: progress.epochs.count), size = run.settings.batchSize
            let batches = (order.count + size - 1) / size
            while progress.batches < batches {
                let batch = Array(order[progress.batches * size..<min((progress.batches + 1) * size, order.count)])
                progress.lossSum += Double(try step(batch))
                progress.batches += 1
                report(batches, pictures: batch.count)
                if mayKeep(atLeast: .seconds(60)) { try keep() }
            }
            let loss = progress.lossSum / Double(max(1, batches))
            if run.settings.network == .tuned {
                try watch(NetworkEpoch(loss: loss))
            } else {
                let errors = try (error(.scene), error(.random))
                progress.epochs.append(NetworkEpoch(loss: loss, sceneError: errors.0, randomError: errors.1))
            }
            (progress.batches, progress.lossSum) = (0, 0)
            if progress.epochs.count == 1 || progress.epochs.count == run.settings.epochs || mayKeep(atLeast: .zero) { try keep() }
        }
    }

    /// Where fine-tuning begins: with the ridge on the frozen trunk.
    private mutating func begin() throws {
        let context = context, pictures = pictures, frames = run.indices(.train)
        let labels = frames.map { run.frames[$0].label }, shots = frames.map { run.frames[$0].shot ?? 0 }
        let isDone = try trainer.fitClasses(labels: labels, shots: shots, threads: context.threads, isCancelled: { context.isCancelled }) {
            pictures.bytes(frames[$0])
        }
        guard isDone else { throw StageCancelled() }
        let before = try validation(temperature: nil).0
        progress.best = .init(epochs: 0, loss: try watched().loss)
        try trainer.writeNetwork(folder.bestFile, temperature: 1)
        progress.before = before
    }

    /// Whether the watched scenes were not predicted better for some epochs.
    private var isEnough: Bool {
        guard let best = progress.best else { return false }
        return progress.epochs.count - best.epochs >= NetworkSettings.patience
    }

    /// Ends an epoch of fine-tuning: the weights are kept where they are the best so far.
    private mutating func watch(_ epoch: NetworkEpoch) throws {
        var epoch = epoch
        let found = try watched()
        (epoch.watchedLoss, epoch.watchedError) = (found.loss, found.error)
        if found.loss < progress.best?.loss ?? .infinity {
            try trainer.writeNetwork(folder.bestFile, temperature: 1)
            progress.best = .init(epochs: progress.epochs.count + 1, loss: found.loss)
        }
        progress.epochs.append(epoch)
    }

    /// Mean loss, weighted as in training, and share of wrong frames of the scenes that say when to stop.
    private func watched() throws -> (loss: Double, error: Double) {
        let frames = run.indices(.watch), weights = run.classWeights
        var loss = 0.0, weight = 0.0, wrong = 0
        for (frame, row) in zip(frames, try probabilities(frames)) {
            let label = run.frames[frame].label
            loss -= Double(weights[label] * max(log(row[label]), -80))
            weight += Double(weights[label])
            if Prediction(probabilities: row).rarity.rawValue != label { wrong += 1 }
        }
        return (loss / max(weight, 1e-9), Double(wrong) / Double(max(1, frames.count)))
    }

    /// The probabilities of some frames of the run.
    func probabilities(_ frames: [Int]) throws -> [[Float]] {
        let context = context, pictures = pictures
        var out: [[Float]] = []
        for first in stride(from: 0, to: frames.count, by: 64) {
            let part = Array(frames[first..<min(first + 64, frames.count)])
            let rows = trainer.probabilities(part.count, threads: context.threads, isCancelled: { context.isCancelled }) { pictures.bytes(part[$0]) }
            guard let rows else { throw StageCancelled() }
            out += rows
        }
        if let failure = pictures.failure { throw failure }
        return out
    }

    private func step(_ batch: [Int]) throws -> Float {
        let context = context, pictures = pictures
        try context.checkCancelled()
        // A step is finished once it is begun: half of one could not be gone on from.
        let loss = try trainer.step(batch.map { run.frames[$0].label }, threads: context.threads) { pictures.bytes(batch[$0]) }
        if let failure = pictures.failure { throw failure }
        guard let loss else { throw StageCancelled() }
        return loss
    }

    /// Share of wrong frames of a held-out part; `nil` where it has none.
    private func error(_ part: NetworkPart) throws -> Double? {
        let frames = run.indices(part)
        guard !frames.isEmpty else { return nil }
        let wrong = zip(frames, try probabilities(frames)).count { frame, row in
            row.indices.max { (row[$0], $1) < (row[$1], $0) } != run.frames[frame].label
        }
        return Double(wrong) / Double(frames.count)
    }

    /// Keeping may take a twentieth of the time.
    private func mayKeep(atLeast: Duration) -> Bool {
        let since = ContinuousClock.now - lastKept
        return since > atLeast && since > keepingTook * 20
    }

    private mutating func keep() throws {
        let start = ContinuousClock.now
        let notes = String(decoding: try JSONEncoder().encode(progress), as: UTF8.self)
        try trainer.writeCheckpoint(folder.checkpointFile, notes: ["progress": notes])
        lastKept = .now
        keepingTook = lastKept - start
    }

    private mutating func report(_ batches: Int, pictures count: Int) {
        rate.add(count)
        let epoch = progress.epochs.count + 1, epochs = run.settings.epochs
        var parts = ["loss \(fixed(progress.lossSum / Double(progress.batches), 3))"]
        if let last = progress.epochs.last {
            let errors = [last.watchedError.map { "watched scenes \(percent($0))" }, last.sceneError.map { "scenes \(percent($0))" },
                          last.randomError.map { "random \(percent($0))" }].compactMap(\.self)
            parts.append("error " + errors.joined(separator: ", "))
        }
        if let perSecond = rate.perSecond {
            let left = (epochs - epoch) * run.indices(.train).count + (batches - progress.batches) * run.settings.batchSize
            parts.append("\(Review.rate(perSecond)), \(duration(Double(left) / perSecond)) left")
        }
        context.report(StageProgress(title: "\(run.name), epoch \(epoch) of \(epochs)", done: progress.batches, total: batches,
                                     detail: parts.joined(separator: " · ")))
    }
}

/// Pictures a second over the last steps.
private struct StepRate {
    private var marks: [(at: ContinuousClock.Instant, pictures: Int)] = [(.now, 0)]

    mutating func add(_ pictures: Int) {
        marks.append((.now, (marks.last?.pictures ?? 0) + pictures))
        if marks.count > 40 { marks.removeFirst() }
    }

    var perSecond: Double? {
        guard let first = marks.first, let last = marks.last, marks.count > 2 else { return nil }
        let seconds = (last.at - first.at) / .seconds(1)
        return seconds > 0 ? Double(last.pictures - first.pictures) / seconds : nil
    }
}

private func fixed(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
private func percent(_ share: Double) -> String { fixed(100 * share, 1) + " %" }
