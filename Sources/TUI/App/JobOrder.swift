// What the jobs' desk can be told to do, and what it answers.

import Frames
import Review

/// A long job.
public enum JobOrder: Equatable, Sendable {
    case train
    /// Another kind of model: a head of another kind, or a whole network from scratch.
    case trainOther(OtherTraining)
    case evaluate
    /// One round of tuning, until the bound on the error is below so many percent.
    case tune(untilError: Double)
    case estimate(EpisodeCode)
    case errand(Errand)

    /// As the status line calls it before it says more itself.
    var title: String {
        switch self {
        case .train, .trainOther: "training"
        case .evaluate: "evaluating"
        case .tune: "tuning"
        case .estimate: "estimating"
        case .errand(let errand): errand.title
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
    /// What an errand came to, in a line.
    case done(String)
}

/// A long job beside the app.
public struct Job: Equatable, Sendable {
    public let order: JobOrder
    public var progress: StageProgress
    /// It was told to stop and has not yet.
    public var isStopping = false
    /// Losses that it told on its way, oldest first.
    public var curve: [Double] = []
    /// Errors in percent on held-out frames, one a pass.
    public var errors: [Double] = []

    init(_ order: JobOrder) {
        self.order = order
        progress = StageProgress(title: order.title, done: 0, total: 0)
    }

    /// Points of the curve that are kept.
    static let longestCurve = 600

    mutating func take(_ progress: StageProgress) {
        let isNextPass = progress.title != self.progress.title
        self.progress = progress
        if let match = progress.detail.firstMatch(of: /loss ([0-9]*\.?[0-9]+)/), let value = Double(match.1) {
            curve.append(value)
            if curve.count > Self.longestCurve { curve.removeFirst() }
        }
        if let match = progress.detail.firstMatch(of: /error (?:scenes |random )?([0-9]*\.?[0-9]+)/), let value = Double(match.1), isNextPass || errors.isEmpty {
            errors.append(value)
        }
    }
}
