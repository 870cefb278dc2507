// What the jobs' desk can be told to do, and what it answers.

import Frames
import Review

/// A long job.
public enum JobOrder: Equatable, Sendable {
    case train
    case evaluate
    /// One round of tuning, until the bound on the error is below so many percent.
    case tune(untilError: Double)
    case estimate(EpisodeCode)

    /// As the status line calls it before it says more itself.
    var title: String {
        switch self {
        case .train: "training"
        case .evaluate: "evaluating"
        case .tune: "tuning"
        case .estimate: "estimating"
        }
    }
}

/// What a job came to.
public enum JobResult: Sendable {
    /// What to say of a training: a headline and its figures.
    case trained(String)
    case evaluated(EvaluatedFrames)
    case tuned(TuneReport)
    case estimated(RarityEstimate)
}

/// A long job beside the app.
public struct Job: Equatable, Sendable {
    public let order: JobOrder
    public var progress: StageProgress
    /// It was told to stop and has not yet.
    public var isStopping = false
    /// Losses or errors that it told on its way, oldest first.
    public var curve: [Double] = []

    init(_ order: JobOrder) {
        self.order = order
        progress = StageProgress(title: order.title, done: 0, total: 0)
    }

    /// Points of the curve that are kept.
    static let longestCurve = 600

    mutating func take(_ progress: StageProgress) {
        self.progress = progress
        guard let match = progress.detail.firstMatch(of: /(?:loss|error) ([0-9]*\.?[0-9]+)/), let value = Double(match.1) else { return }
        curve.append(value)
        if curve.count > Self.longestCurve { curve.removeFirst() }
    }
}
