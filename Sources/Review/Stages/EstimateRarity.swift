// Rarity Estimation of a totally new episode: which classes it will turn out to have, how many predictions are wrong,
// and how many keys it takes to put them right.

import Foundation
import Frames
import Model

/// A figure with its 95 % interval.
public struct EstimatedFigure: Equatable, Sendable, Codable {
    public var expected, lower, upper: Double
}

/// What is to be expected of an episode.
public struct RarityEstimate: Equatable, Sendable, Encodable {
    public struct ClassShare: Equatable, Sendable, Encodable {
        public var name: String
        /// Frames, decided ones among them.
        public var frames: EstimatedFigure
    }

    /// Keys, a shot a key, the most doubtful shot first, without learning in between: an upper estimate, since the head
    /// learns from each key.
    public struct Keys: Equatable, Sendable, Encodable {
        /// Share of the frames that are right then.
        public var right: Double
        public var keys: EstimatedFigure
    }

    public var episode: String
    public var model: String
    public var frames: Int
    /// Frames with a human class.
    public var decided: Int
    /// Frames without a prediction, as they have no readable image; nothing is estimated of them.
    public var unpredicted: Int
    public var shots, scenes: Int
    public var classes: [ClassShare]
    /// Wrong predictions among the frames that nobody decided.
    public var errorsLeft: EstimatedFigure
    public var keys: [Keys]
    /// Labelled scenes that the intervals are drawn from.
    public var knownScenes: Int
    public var problems: [String]

    enum CodingKeys: String, CodingKey {
        case episode, model, frames, decided, unpredicted, shots, scenes, classes, keys, problems
        case errorsLeft = "errors_left", knownScenes = "known_scenes"
    }
}

/// Estimates an episode.
public enum EstimateRarity {
    static let rounds = 2_000

    /// The intervals are drawn from scenes that the head predicted without having seen them: as many as the episode has,
    /// with the errors that they turned out to have.
    /// - Throws: as `PredictFrames`; `ReviewError.invalid` for an unknown episode or fewer than two labelled scenes.
    public static func run(_ store: ReviewStore, _ code: EpisodeCode, seed: UInt64 = 0, context: StageContext) throws -> RarityEstimate {
        _ = try store.episode(code)
        let rows = try OutOfShotLabels(store, context: context)
        context.report(StageProgress(title: "estimating", done: 0, total: 1))
        let residuals = try SceneResiduals(rows)
        let records = try store.frames(code), shots = try store.shots(code)
        let open = records.filter { $0.state.source?.isHuman != true && $0.prediction != nil }
        let probabilities = Dictionary(uniqueKeysWithValues: open.map { record in
            (record.id, warmer(record.prediction?.probabilities ?? [], from: rows.temperature, to: residuals.temperature))
        })
        let openShots = shots.filter { shot in records[shot.first...shot.last].contains { probabilities[$0.id] != nil } }
        let openScenes = Set(openShots.map(\.scene)).count
        let draws = residuals.draws(scenes: openScenes, rounds: rounds, seed: seed)
        func doubt(_ record: FrameRecord) -> Double { 1 - (probabilities[record.id]?.max() ?? 1) }
        let expected = open.reduce(0) { $0 + doubt($1) }
        let low = at(draws.map(\.low).sorted(), 0.025), high = at(draws.map(\.high).sorted(), 0.975), all = Double(open.count)
        let mean = ratio(residuals), surplus = meanSurplus(residuals)
        let errors = EstimatedFigure(expected: min(all, expected * mean), lower: min(all, expected * low).rounded(.down),
                                     upper: min(all, expected * high).rounded(.up))
        let classes = RarityClass.allCases.map { rarity in
            let decided = Double(records.filter { $0.state.source?.isHuman == true && $0.state.label == rarity }.count)
            let sum = open.reduce(0) { $0 + (probabilities[$1.id]?[rarity.rawValue] ?? 0) }
            let moved = draws.map { decided + min(all, max(0, sum + all * $0.surplus[rarity.rawValue])) }.sorted()
            return RarityEstimate.ClassShare(name: rarity.name, frames: EstimatedFigure(
                expected: decided + min(all, max(0, sum + all * surplus[rarity.rawValue])), lower: at(moved, 0.025).rounded(.down), upper: at(moved, 0.975).rounded(.up)))
        }
        let doubts = openShots.map { records[$0.first...$0.last].reduce(0) { $0 + doubt($1) } }.sorted(by: >)
        let keys = [0.95, 0.98, 0.99].map { right in
            func needed(_ ratio: Double) -> Double {
                var left = doubts.reduce(0, +) * ratio, keys = 0.0
                for one in doubts where left > (1 - right) * Double(records.count) {
                    left -= one * ratio
                    keys += 1
                }
                return keys
            }
            return RarityEstimate.Keys(right: right, keys: EstimatedFigure(
                expected: needed(mean), lower: needed(low), upper: needed(high)))
        }
        return RarityEstimate(
            episode: code.description, model: rows.model, frames: records.count,
            decided: records.filter { $0.state.source?.isHuman == true }.count,
            unpredicted: records.filter { $0.prediction == nil }.count, shots: shots.count, scenes: Set(shots.map(\.scene)).count,
            classes: classes, errorsLeft: errors, keys: keys, knownScenes: residuals.scenes.count, problems: rows.problems)
    }

    /// Probabilities at another temperature.
    private static func warmer(_ probabilities: [Float], from: Float, to: Float) -> [Double] {
        let powers = probabilities.map { pow(Double(max($0, 1e-12)), Double(from / to)) }, sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    /// Actual by expected errors over all known scenes, half of the doubtful ones taken for wrong labels.
    private static func ratio(_ residuals: SceneResiduals) -> Double {
        residuals.scenes.reduce(0.5) { $0 + $1.actual - $1.doubtful / 2 } / residuals.scenes.reduce(0.5) { $0 + $1.expected }
    }

    /// Of each class, labelled frames less their probabilities, by frame.
    private static func meanSurplus(_ residuals: SceneResiduals) -> [Double] {
        let frames = max(1, residuals.scenes.reduce(0) { $0 + $1.frames })
        return (0..<RarityClass.count).map { k in residuals.scenes.reduce(0) { $0 + $1.surplus[k] } / frames }
    }

    private static func at(_ sorted: [Double], _ share: Double) -> Double {
        sorted[min(sorted.count - 1, max(0, Int((Double(sorted.count) * share).rounded())))]
    }
}
