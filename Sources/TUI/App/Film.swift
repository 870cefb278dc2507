// The episode that is open, in memory: every screen reads it, only the reducer changes it.

import Frames
import Review

/// An episode with its frames in order, and the shots that were found in it.
public struct Film: Equatable, Sendable {
    public let code: EpisodeCode
    /// Folder with the images, where there is one.
    public let imageFolder: String?
    public private(set) var frames: [FrameRecord]
    /// The classes of all frames, close together: the timeline goes over them at every paint.
    private(set) var classes: [ClassPair]
    /// In order; empty until they were found.
    public let shots: [Shot]
    /// Subjects by frame, once they were asked for.
    public internal(set) var subjects: [FrameID: [String]]?
    /// What people decided on each frame, once it was asked for.
    public internal(set) var opinions: [FrameID: [Opinion]]?
    /// Subjects that the model sees, by frame, once they were asked for.
    public internal(set) var sights: [FrameID: [String]]?
    private let positions: [FrameID: Int]

    public init(code: EpisodeCode, imageFolder: String?, frames: [FrameRecord], shots: [Shot]) {
        self.code = code
        self.imageFolder = imageFolder
        self.frames = frames
        classes = frames.map(ClassPair.init)
        self.shots = shots
        positions = Dictionary(uniqueKeysWithValues: frames.enumerated().map { ($0.element.id, $0.offset) })
    }

    public func position(of frame: FrameID) -> Int? { positions[frame] }

    /// The shot that a position lies in, found by halving.
    public func shot(at position: Int) -> Shot? {
        var low = 0, high = shots.count
        while low < high {
            let middle = (low + high) / 2
            if shots[middle].last < position { low = middle + 1 } else { high = middle }
        }
        return low < shots.count && shots[low].first <= position ? shots[low] : nil
    }

    /// Takes over what the live head predicts.
    /// - Returns: how many frames have another predicted class now.
    mutating func apply(_ live: LivePredictions) -> Int {
        var flipped = 0
        for (position, prediction) in live.predictions(code).enumerated() where position < frames.count {
            guard let prediction else { continue }
            if frames[position].prediction?.rarity != prediction.rarity { flipped += 1 }
            frames[position].prediction = prediction
            classes[position].predicted = prediction.rarity
        }
        return flipped
    }

    /// Takes over new states; frames of other episodes are passed over.
    mutating func apply(_ changed: [FrameID: FrameState]) {
        for (frame, state) in changed {
            guard let position = positions[frame] else { continue }
            frames[position].state = state
            classes[position].label = state.label
        }
    }
}

/// The class in effect and the predicted one.
struct ClassPair: Equatable, Sendable {
    var label: RarityClass?, predicted: RarityClass?

    init(_ frame: FrameRecord) { (label, predicted) = (frame.state.label, frame.prediction?.rarity) }

    var disagrees: Bool { label != nil && predicted != nil && label != predicted }
}

extension FrameRecord {
    /// Label and prediction differ.
    var disagrees: Bool {
        guard let label = state.label, let prediction else { return false }
        return label != prediction.rarity
    }
}
