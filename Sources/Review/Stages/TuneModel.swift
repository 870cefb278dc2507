// Iterative Tuning: train, judge by the audit set, name the frames whose review helps most, and stop when the bound of
// the error is below the target or nothing improves any more. The loop's state is in review.db.

import Foundation
import Frames
import Model

/// What tuning is asked for.
public struct TuneSettings: Equatable, Sendable {
    /// The bound of the error that is wanted, in percent.
    public var untilError: Double
    /// Rounds without improvement until it stops.
    public var patience: Int
    /// Frames to name.
    public var count: Int
    /// Draws the audit, where it was not drawn yet.
    public var seed: UInt64

    public init(untilError: Double, patience: Int = 3, count: Int = 12, seed: UInt64 = 0) {
        self.untilError = untilError
        self.patience = patience
        self.count = count
        self.seed = seed
    }
}

/// Where tuning stands after a round.
public struct TuneReport: Equatable, Sendable {
    /// A frame to review.
    public struct Next: Equatable, Sendable, Codable {
        public var frame: String
        /// `audit`, to be decided blind; or why it is worth a look.
        public var why: String
        public var predicted: RarityClass?
    }

    public var round: TuningRound
    /// All rounds, this one too.
    public var rounds: [TuningRound]
    public var audit: AuditFigures
    /// Whether the audit set was drawn in this run.
    public var drew: Bool
    public var next: [Next]
    /// With the model of the round before; `nil` in the first.
    public var comparison: ModelComparison?
    public var problems: [String]
}

/// Runs one round of tuning.
public enum TuneModel {
    /// Draws the audit in the first round. Trains where there is a decision that the newest round has not seen; run
    /// again without news, it tells the same round again.
    /// - Throws: as `TrainModel`.
    public static func run(_ store: ReviewStore, settings: TuneSettings, context: StageContext) throws -> TuneReport {
        var problems = try MissingPieces.make(store, trunk: try store.trunk(), context: context)
        let drew = try store.drawAudits(seed: settings.seed)
        let earlier = try store.tuningRounds()
        let isNews = earlier.last.map { $0.lastEvent < store.lastEvent || $0.targetPercent != settings.untilError } ?? true
        if isNews, try store.currentModel().map({ $0.lastEvent < store.lastEvent }) ?? true {
            problems = try TrainModel.run(store, context: context).problems
        }
        let rows = try OutOfShotLabels(store, context: context)
        let frames = try store.auditFrames()
        let sizes = Dictionary(uniqueKeysWithValues: try store.episodes().map { ($0.code, $0.frames) })
        let audit = try AuditFigures(frames, rows, frames: sizes)
        var round = TuningRound(
            time: store.now(), model: rows.model, lastEvent: store.lastEvent, targetPercent: settings.untilError,
            labels: rows.frames.count, audited: audit.decided, wrong: audit.wrong, errorPercent: audit.errorPercent,
            lowerPercent: audit.decided > 0 ? audit.lowerPercent : nil, upperPercent: audit.decided > 0 ? audit.upperPercent : nil, stop: nil)
        round.stop = stop(round, after: earlier, isAudited: audit.decided == audit.drawn, patience: settings.patience)
        if isNews { try store.add(round) } else if let last = earlier.last { round = last }
        let before = earlier.last { $0.model != round.model }
        let comparison = before.flatMap { try? store.compare($0.model, round.model) }
        let next = round.stop == nil ? try next(store, frames, count: settings.count) : []
        return TuneReport(round: round, rounds: isNews ? earlier + [round] : earlier, audit: audit, drew: drew, next: next,
                          comparison: comparison, problems: problems)
    }

    /// The bound decides at any time. Patience is asked only once the audit set was decided as a whole: before, the
    /// error moves as it grows. A round counts only with labels that the one before had not.
    static func stop(_ round: TuningRound, after earlier: [TuningRound], isAudited: Bool, patience: Int) -> TuningRound.Stop? {
        if let upper = round.upperPercent, upper < round.targetPercent { return .reached }
        let alike = earlier.filter { $0.audited == round.audited && $0.targetPercent == round.targetPercent } + [round]
        guard isAudited, let errors = Optional(alike.compactMap(\.errorPercent)), errors.count > patience else { return nil }
        let best = errors.dropLast(patience).min() ?? .infinity
        return (errors.suffix(patience).min() ?? 0) >= best ? .patience : nil
    }

    /// The audit set first; then, of every shot without a human label, one frame, the shots with most expected errors first.
    private static func next(_ store: ReviewStore, _ audit: [AuditFrame], count: Int) throws -> [TuneReport.Next] {
        var out = audit.filter { $0.decided == nil }.prefix(count).map {
            TuneReport.Next(frame: $0.number.description, why: "audit, decide it blind", predicted: nil)
        }
        let kept = Set(audit.map(\.id))
        var ranked: [(errors: Double, next: TuneReport.Next)] = []
        for episode in try store.episodes() {
            let records = try store.frames(episode.code)
            for shot in try store.shots(episode.code) {
                let open = records[shot.first...shot.last].filter { $0.state.source?.isHuman != true && !kept.contains($0.id) }
                guard let middle = open.dropFirst(open.count / 2).first, let prediction = middle.prediction else { continue }
                let errors = open.reduce(0.0) { $0 + Double(1 - ($1.prediction?.confidence ?? 0)) }
                let why = "shot \(shot.index), \(open.count) frames, about \((errors * 10).rounded() / 10) of them wrong"
                ranked.append((errors, TuneReport.Next(frame: middle.number.description, why: why, predicted: prediction.rarity)))
            }
        }
        ranked.sort { ($1.errors, $0.next.frame) < ($0.errors, $1.next.frame) }
        out += ranked.prefix(count - out.count).map(\.next)
        return out
    }
}
