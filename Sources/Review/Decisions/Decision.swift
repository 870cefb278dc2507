// What a person decides about frames, as a value: the store makes it durable, the app only shows it.

import Frames

/// The row of a frame in review.db.
public typealias FrameID = Int64

/// One key press, or one command: a verdict of one reviewer on one frame or many.
public struct Decision: Equatable, Sendable {
    /// What was decided.
    public enum Verdict: Equatable, Sendable {
        /// This class.
        case label(RarityClass)
        /// The predicted class, which is this one.
        case accept(RarityClass)
        /// No class: the reviewer leaves it to an expert.
        case unsure
        /// Marked, or no longer marked, for a later look.
        case flag(Bool)
        /// A remark; empty takes it away.
        case note(String)
    }

    /// What a reviewer saw when deciding; kept with the decision.
    public struct Shown: Equatable, Sendable {
        public var label: RarityClass?
        public var predicted: RarityClass?
        /// Name of the model that predicted.
        public var model: String?
        /// Whether label and prediction were hidden.
        public var blind: Bool
        /// The queue that showed the frame; `nil` where the reviewer went there without one.
        public var queue: QueueName?

        public init(label: RarityClass? = nil, predicted: RarityClass? = nil, model: String? = nil, blind: Bool = false,
                    queue: QueueName? = nil) {
            self.label = label
            self.predicted = predicted
            self.model = model
            self.blind = blind
            self.queue = queue
        }
    }

    /// A frame and what was shown of it.
    public struct Item: Equatable, Sendable {
        public var frame: FrameID
        public var shown: Shown
        /// Decided for its shot, without having been looked at itself.
        public var propagated: Bool

        public init(frame: FrameID, shown: Shown = Shown(), propagated: Bool = false) {
            self.frame = frame
            self.shown = shown
            self.propagated = propagated
        }
    }

    public var verdict: Verdict
    public var items: [Item]
    public var reviewer: String

    public init(_ verdict: Verdict, items: [Item], reviewer: String) {
        self.verdict = verdict
        self.items = items
        self.reviewer = reviewer
    }
}

extension Decision.Verdict {
    /// The class that this verdict gives a frame, if it gives one.
    public var rarity: RarityClass? {
        switch self {
        case .label(let rarity), .accept(let rarity): rarity
        case .unsure, .flag, .note: nil
        }
    }
}
