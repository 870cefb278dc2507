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
    }

    let name: String
    var settings: NetworkSettings
    let frames: [Frame]
    /// Shots that the labelled frames lie in, and scenes that are held out.
    let labelledShots: Int, heldScenes: Int
    /// What of the log it has seen.
    let event: Int64, revision: Int64

    /// As the earlier system weighed them: most frames of any class / frames of the class.
    var classWeights: [Float] {
        var counts = [Int](repeating: 0, count: RarityClass.count)
        for frame in frames where frame.part == .train { counts[frame.label] += 1 }
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
}

/// What one pass over the frames came to.
public struct NetworkEpoch: Codable, Equatable, Sendable {
    /// Mean over the epoch's steps.
    public var loss: Double
    /// Share of wrong frames at its end, of the held-out scenes and of the held-out random frames.
    public var sceneError, randomError: Double?

    enum CodingKeys: String, CodingKey {
        case loss, sceneError = "scene_error", randomError = "random_error"
    }
}
