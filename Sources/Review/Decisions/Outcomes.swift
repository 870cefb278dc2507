// What a decision or its undo came to; durable when it is returned.

import Frames

/// A stored decision.
public struct DecisionOutcome: Equatable, Sendable {
    /// What an undo will name; empty where there was nothing to decide.
    public var batch: String
    /// The new state of every frame of the decision.
    public var changed: [FrameID: FrameState]
    /// How many of the frames an expert had decided: the opinion is kept and changes nothing in effect.
    public var overruled: Int
}

/// A batch that was taken back, or done again.
public struct UndoOutcome: Equatable, Sendable {
    public var batch: String
    /// The new state of every frame of the batch.
    public var changed: [FrameID: FrameState]
    /// The frame to show: the first one of the batch.
    public var first: FrameID
    /// `label Rare on 24 frames`
    public var summary: String
    public var isRedo: Bool
    /// The episodes whose shots have changed: a batch moved boundaries.
    public var shots: Set<EpisodeCode> = []
}
