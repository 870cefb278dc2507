// What a network says of frames, straight from their pictures.

import Foundation
import Frames
import Model

enum NetworkPredictions {
    /// Probabilities of the frames that have a readable image, and lines about those that have none.
    /// - Parameter predict: probabilities of so many pictures; `nil` where it was cancelled.
    /// - Throws: `StageCancelled`; `ReviewError`.
    static func make(
        _ store: ReviewStore, input: MapShape, context: StageContext, where isWanted: (FrameRecord) -> Bool = { _ in true },
        predict: (_ pictures: Int, _ picture: (Int) -> [UInt8]) -> [[Float]]?
    ) throws -> (predictions: [(FrameID, [Float])], problems: [String]) {
        var predictions: [(FrameID, [Float])] = [], problems: [String] = []
        let start = ContinuousClock.now
        let work = try store.episodes().map { episode in (episode, try store.frames(episode.code).filter(isWanted)) }
        let total = work.reduce(0) { $0 + $1.1.count }
        var done = 0
        for (episode, frames) in work where !frames.isEmpty {
            guard let folder = episode.imageFolder else {
                problems.append("\(episode.code) has no images on this machine")
                done += frames.count
                continue
            }
            for first in stride(from: 0, to: frames.count, by: 64) {
                try context.checkCancelled()
                context.report(progress(done, total, ContinuousClock.now - start))
                let part = Array(frames[first..<min(first + 64, frames.count)])
                let pictures = NetworkPictures(paths: part.map { "\(folder)/\($0.number.fileName)" }, input: input)
                let bad = try pictures.check(StageContext(threads: context.threads))
                problems += bad.sorted { $0.key < $1.key }.map(\.value)
                let good = part.indices.filter { bad[$0] == nil }
                guard let rows = predict(good.count, { pictures.bytes(good[$0]) }) else { throw StageCancelled() }
                predictions += zip(good, rows).map { (part[$0].id, $1) }
                done += part.count
            }
        }
        return (predictions, problems)
    }

    /// Predicts the frames of a kept network that have no prediction yet, such as those of a new episode.
    /// - Returns: lines worth showing.
    static func complete(_ store: ReviewStore, _ model: ModelRecord, context: StageContext) throws -> [String] {
        var lacks = false
        for episode in try store.episodes() where episode.predicted < episode.frames && episode.imageFolder != nil { lacks = true }
        guard lacks else { return [] }
        let network = try TrainedNetwork(path: ModelFolder.networkFile(store, model: model.name), classes: RarityClass.count)
        let found = try make(store, input: network.input, context: context, where: { $0.prediction == nil }) { count, picture in
            network.probabilities(count, threads: context.threads, isCancelled: { context.isCancelled }, picture: picture)
        }
        if !found.predictions.isEmpty { try store.updatePredictions(ofModel: model.name, found.predictions) }
        return found.problems
    }

    private static func progress(_ done: Int, _ total: Int, _ elapsed: Duration) -> StageProgress {
        let seconds = elapsed / .seconds(1)
        guard done > 0, seconds > 0 else { return StageProgress(title: "predicting", done: done, total: total) }
        let perSecond = Double(done) / seconds
        return StageProgress(title: "predicting", done: done, total: total,
                             detail: "\(rate(perSecond)), \(duration(Double(total - done) / perSecond)) left")
    }
}
