// What the screens beside the main one show. Each part comes when it is asked for, from the store or from the jobs' desk.

import Frames
import Review

/// The state of the report screens.
public struct Reports: Sendable {
    /// The cursor of each list.
    var rows: [Screen: Int] = [:]

    var evaluated: EvaluatedFrames?
    var cell = MatrixCell(label: .common, predicted: .common)
    /// Decisions since the evaluation.
    var newSinceEvaluation = 0

    var models: [ModelRecord] = []
    /// The model that the next one chosen is compared with.
    var markedModel: String?
    var comparison: ModelComparison?

    var tuning = TuningBoard()
    var estimate: RarityEstimate?
    var history: History?
    var reviewers: [ReviewerRecord] = []
    var agreements: [Agreement] = []
    var overview: Overview?

    func row(_ screen: Screen) -> Int { rows[screen] ?? 0 }
}

/// A cell of the confusion matrix.
struct MatrixCell: Equatable, Sendable {
    var label, predicted: RarityClass
}

/// Where tuning stands.
struct TuningBoard: Equatable, Sendable {
    var rounds: [TuningRound] = []
    var audit = AuditCount()
    /// What to review next, by the last round of this sitting.
    var next: [TuneReport.Next] = []
    var comparison: ModelComparison?

    /// The bound that the last round aimed at, in percent.
    var target: Double? { rounds.last?.targetPercent }
}

/// Frames of the audit set.
public struct AuditCount: Equatable, Sendable {
    var drawn = 0, decided = 0, blind = 0

    init() {}

    init(_ frames: [AuditFrame]) {
        drawn = frames.count
        decided = frames.count { $0.decided != nil }
        blind = frames.count { $0.decided != nil && $0.isBlind }
    }
}

/// Whose and which decisions are listed.
struct History: Equatable, Sendable {
    var frame: FrameNumber?
    var reviewer: String?
    var batches: [LoggedBatch]
}

/// How far the whole review is.
public struct Overview: Equatable, Sendable {
    var episodes: [EpisodeProgress]
    var pace: ReviewPace
    var errorsFound: Int
}

/// What a report screen asks of the store.
public enum ReportRequest: Equatable, Sendable {
    case models, reviewers, tuning
    case comparison(String, String)
    case history(of: FrameNumber?, by: String?)
    case overview(reviewer: String)
}

/// What it answers.
public enum ReportData: Sendable {
    case models([ModelRecord])
    case comparison(ModelComparison)
    case history([LoggedBatch], of: FrameNumber?, by: String?)
    case reviewers([ReviewerRecord], [Agreement])
    case overview(Overview)
    case tuning([TuningRound], AuditCount)
}
