// What the audit set says of the head. Every audited frame is judged by the head fitted without its shot, so that its own
// label, which may have been learned from, cannot speak for it.

import Frames
import Model

/// The error on the audit set, with a bound that holds for few looks.
public struct AuditFigures: Equatable, Sendable {
    /// Frames of the set, those that were decided, and those of them decided blind.
    public var drawn, decided, blind: Int
    public var wrong: Int
    /// Weighted by what each frame stands for; `nil` while nothing was decided.
    public var errorPercent: Double?
    /// One-sided 95 % bounds by Clopper and Pearson, with as many looks as the scenes make independent: an interval by
    /// bootstrap would be empty where nothing was found wrong, and one that counts every frame too narrow where a
    /// scene is wrong as a whole.
    public var lowerPercent, upperPercent: Double

    /// The bound, in percent, if the whole set were decided and nothing wrong.
    public var bestBound: Double { 100 * BinomialBound.upper(wrong: 0, looks: Double(drawn)) }

    /// - Parameters:
    ///   - rows: all labels that are learned from; decided audit frames are among them where they have an image.
    ///   - frames: of each episode: where its decided frames are fewer for their number, each of them stands for more.
    init(_ audit: [AuditFrame], _ rows: OutOfShotLabels, frames: [EpisodeCode: Int]) throws {
        drawn = audit.count
        let place = Dictionary(uniqueKeysWithValues: zip(rows.ids, 0...))
        let looked = audit.filter { $0.decided != nil }.compactMap { one in place[one.id].map { (one, $0) } }
        decided = looked.count
        blind = looked.filter(\.0.isBlind).count
        var isWrong: [Bool] = []
        if !looked.isEmpty {
            let fit = try RidgeFit(rows.frames, classes: RarityClass.count)
            let scores = LinearHead.pooled(fit.scoresWithoutGroup() ?? fit.scores(rows.frames.features), groups: rows.frames.shots)
            let table = LabelledProbabilities(LinearHead.probabilities(scores: scores, temperature: 1), labels: rows.frames.labels)
            isWrong = looked.map { table.predicted($0.1) != $0.0.decided?.rawValue }
        }
        wrong = isWrong.filter { $0 }.count
        var inEpisode: [EpisodeCode: Int] = [:]
        for (one, _) in looked { inEpisode[one.number.episode, default: 0] += 1 }
        let weights = looked.map { one, _ in Double(frames[one.number.episode] ?? 1) / Double(inEpisode[one.number.episode] ?? 1) }
        let (share, looks) = BinomialBound.effectiveLooks(isWrong, groups: looked.map { rows.frames.scenes[$0.1] }, weights: weights)
        errorPercent = looked.isEmpty ? nil : 100 * share
        lowerPercent = 100 * BinomialBound.lower(wrong: share * looks, looks: looks)
        upperPercent = 100 * BinomialBound.upper(wrong: share * looks, looks: looks)
    }

    /// How many frames must be audited, if none of them is wrong, for a bound of so many percent.
    public static func needed(forPercent target: Double) -> Int {
        var looks = 1
        while looks < 100_000, BinomialBound.upper(wrong: 0, looks: Double(looks)) * 100 >= target { looks = looks * 11 / 10 + 1 }
        while looks > 1, BinomialBound.upper(wrong: 0, looks: Double(looks - 1)) * 100 < target { looks -= 1 }
        return looks
    }
}
