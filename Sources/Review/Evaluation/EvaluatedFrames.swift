// An evaluation with the frames behind it, so that a cell of the confusion matrix can be opened.

import Frames

/// The evaluation of the project, and what it says of each frame.
public struct EvaluatedFrames: Equatable, Sendable {
    /// A human-labelled frame, predicted by the head fitted without its shot.
    public struct Frame: Equatable, Sendable {
        public let number: FrameNumber
        public let label, predicted: RarityClass

        public init(number: FrameNumber, label: RarityClass, predicted: RarityClass) {
            (self.number, self.label, self.predicted) = (number, label, predicted)
        }
    }

    public let evaluation: ErrorEvaluation
    /// In the order of the episodes.
    public let frames: [Frame]
    /// The newest event that it reflects.
    public let lastEvent: Int64
    /// Lines worth showing: images that are missing or damaged.
    public let problems: [String]

    public init(evaluation: ErrorEvaluation, frames: [Frame], lastEvent: Int64 = 0, problems: [String] = []) {
        (self.evaluation, self.frames, self.lastEvent, self.problems) = (evaluation, frames, lastEvent, problems)
    }

    /// The frames of one cell of the matrix.
    public func cell(label: RarityClass, predicted: RarityClass) -> [FrameNumber] {
        frames.filter { $0.label == label && $0.predicted == predicted }.map(\.number)
    }
}
