// What is in effect for a frame now: concluded from imports and decisions, never decided here.

import Frames

/// Where the class in effect comes from, highest precedence first.
public enum LabelSource: String, CaseIterable, Sendable, Codable {
    case jonny, reviewer, supervised, unsupervised

    /// Whether a person gave the class; k-means classes are none to learn from.
    public var isHuman: Bool { self != .unsupervised }
}

/// The state of one frame as every screen and export sees it.
public struct FrameState: Equatable, Sendable {
    public var label: RarityClass?
    /// `nil` exactly where `label` is.
    public var source: LabelSource?
    /// Given for the shot, without a look at this very frame.
    public var propagated = false
    /// Two reviewers differ, and neither agreement nor an expert has ended it.
    public var contested = false
    /// A person has decided on it in Rarity (a label, an accepted prediction or "unsure").
    public var reviewed = false
    public var unsure = false
    public var flagged = false
    public var note: String?

    public init(label: RarityClass? = nil, source: LabelSource? = nil) {
        self.label = label
        self.source = source
    }
}

/// What a model thinks of a frame.
public struct Prediction: Equatable, Sendable {
    /// Probability by class, in the order of `RarityClass`; adds up to 1.
    public var probabilities: [Float]

    public init(probabilities: [Float]) { self.probabilities = probabilities }

    /// The most probable class.
    public var rarity: RarityClass {
        RarityClass.allCases.max { probabilities[$0.rawValue] < probabilities[$1.rawValue] } ?? .junk
    }

    /// The probability of that class.
    public var confidence: Float { probabilities.max() ?? 0 }
}

/// A frame as the app holds it: light enough for a whole episode in memory.
public struct FrameRecord: Equatable, Sendable {
    public let id: FrameID
    public let number: FrameNumber
    /// From 0 in the order of the episode's timecodes.
    public let position: Int
    public var state: FrameState
    public var prediction: Prediction?

    public init(id: FrameID, number: FrameNumber, position: Int, state: FrameState, prediction: Prediction? = nil) {
        self.id = id
        self.number = number
        self.position = position
        self.state = state
        self.prediction = prediction
    }
}
