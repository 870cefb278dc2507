// What a training was begun with. It lies beside the checkpoint, so that a run which is gone on with later learns
// from the labels it began with, whatever was decided meanwhile.

import Foundation
import Frames
import Model

/// A training from scratch as it was asked for; `run.json`.
struct NetworkRun: Codable, Equatable {
    struct Frame: Codable, Equatable {
        let number: String
        let label: Int
        let part: NetworkPart
        /// Unlike in unlike episodes; of fine-tuning alone.
        var shot: Int?
    }

    let name: String
    var settings: NetworkSettings
    let frames: [Frame]
    /// Shots that the labelled frames lie in, and scenes that are held out.
    let labelledShots: Int, heldScenes: Int
    /// What of the log it has seen.
    let event: Int64, revision: Int64

    /// As the earlier system weighed them: most frames of any class / frames of the class. Fine-tuning counts shots.
    var classWeights: [Float] {
        var counts = [Int](repeating: 0, count: RarityClass.count)
        var seen: Set<[Int]> = []
        for frame in frames where frame.part == .train {
            if let shot = frame.shot, !seen.insert([shot, frame.label]).inserted { continue }
            counts[frame.label] += 1
        }
        let most = Float(counts.max() ?? 0)
        return counts.map { $0 > 0 ? most / Float($0) : 1 }
    }

    func indices(_ part: NetworkPart) -> [Int] { frames.indices.filter { frames[$0].part == part } }

    /// The order of an epoch's frames.
    func order(epoch: Int) -> [Int] {
        var random = PCG64(seed: settings.seed &* 0x9E37_79B9 &+ UInt64(epoch) &+ 1)
        return indices(.train).shuffled(using: &random)
    }
}

/// How far a training is, and how it went; kept in the notes of its checkpoint.
struct NetworkProgress: Codable, Equatable {
    /// Finished epochs.
    var epochs: [NetworkEpoch] = []
    /// Batches of the epoch under way that are done, and the sum of their losses.
    var batches = 0
    var lossSum = 0.0
    /// Of fine-tuning: how the frozen trunk does with the same frames, and after how many epochs the watched scenes were
    /// predicted best.
    var before: Validation?
    var best: BestEpoch?

    struct BestEpoch: Codable, Equatable {
        var epochs: Int
        var loss: Double
    }
}

/// What one pass over the frames came to.
public struct NetworkEpoch: Codable, Equatable, Sendable {
    /// Mean over the epoch's steps.
    public var loss: Double
    /// Share of wrong frames at its end, of the held-out scenes and of the held-out random frames.
    /// Fine-tuning does not look at them on its way.
    public var sceneError, randomError: Double?
    /// Of fine-tuning: the loss of the scenes that say when to stop, and their share of wrong frames.
    public var watchedLoss, watchedError: Double?

    enum CodingKeys: String, CodingKey {
        case loss, sceneError = "scene_error", randomError = "random_error", watchedLoss = "watched_loss", watchedError = "watched_error"
    }
}
