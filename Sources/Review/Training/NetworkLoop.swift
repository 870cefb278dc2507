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
    /// - Throws: `StageCancelled` between two pictures; then, as after a crash, the last checkpoint stands.
    mutating func train() throws {
        while progress.epochs.count < run.settings.epochs {
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
            let errors = try (error(.scene), error(.random))
            progress.epochs.append(NetworkEpoch(loss: loss, sceneError: errors.0, randomError: errors.1))
            (progress.batches, progress.lossSum) = (0, 0)
            if progress.epochs.count == 1 || progress.epochs.count == run.settings.epochs || mayKeep(atLeast: .zero) { try keep() }
        }
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
        let loss = try trainer.step(batch.map { run.frames[$0].label }, threads: context.threads, isCancelled: { context.isCancelled }) {
            pictures.bytes(batch[$0])
        }
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
            let errors = [last.sceneError.map { "scenes \(percent($0))" }, last.randomError.map { "random \(percent($0))" }].compactMap(\.self)
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
