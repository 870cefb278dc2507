// How far the review is, how fast it goes, and when it will be done.

import Frames
import GRDB

/// The work of one reviewer, or of all.
public struct ReviewPace: Equatable, Sendable {
    /// Decisions that were not taken back, in the latest sittings.
    public var keys = 0
    /// Frames that these decided.
    public var frames = 0
    /// Time at the keys; longer pauses than `ReviewPace.pause` do not count.
    public var seconds = 0.0

    /// Milliseconds after which a reviewer is taken to have left.
    public static let pause: Int64 = 120_000
    /// Decisions that are looked at.
    public static let window = 500

    public init() {}

    /// `nil` until there are five decisions.
    public var keysPerMinute: Double? { keys >= 5 && seconds > 0 ? Double(keys) * 60 / seconds : nil }

    /// Seconds until so many frames are decided, at the pace so far.
    public func secondsLeft(frames left: Int) -> Double? {
        guard keysPerMinute != nil, frames > 0 else { return nil }
        return Double(left) * seconds / Double(frames)
    }
}

/// Where an episode stands, class by class.
public struct EpisodeProgress: Equatable, Sendable {
    public var summary: EpisodeSummary
    /// Frames that somebody decided on in Rarity, by class in effect.
    public var reviewed: [Int]
    /// Frames that nobody has, by class in effect.
    public var left: [Int]
    /// Frames that nobody has and that have no class.
    public var unlabelled: Int
    /// Frames left by queue.
    public var queues: [QueueName: Int]
}

extension ReviewStore {
    /// Where every episode stands. Cost: some 100 rows an episode, however many frames it has.
    public func progress() throws -> [EpisodeProgress] {
        try episodes().map(progress)
    }

    /// Where an episode stands.
    public func progress(_ episode: EpisodeCode) throws -> EpisodeProgress {
        try progress(self.episode(episode))
    }

    private func progress(_ summary: EpisodeSummary) throws -> EpisodeProgress {
        var progress = EpisodeProgress(summary: summary, reviewed: [Int](repeating: 0, count: RarityClass.count),
                                       left: [Int](repeating: 0, count: RarityClass.count), unlabelled: 0,
                                       queues: try framesLeft(summary.code))
        try read { db in
            for row in try Row.fetchAll(db.cachedStatement(sql: """
                SELECT class, reviewed, sum(frames) FROM tally WHERE episode_id = ? GROUP BY class, reviewed
                """), arguments: [summary.id]) {
                let frames: Int = row[2], isReviewed: Bool = row[1]
                if let rarity = row.rarity(0) {
                    if isReviewed { progress.reviewed[rarity.rawValue] += frames } else { progress.left[rarity.rawValue] += frames }
                } else if !isReviewed {
                    progress.unlabelled += frames
                }
            }
        }
        return progress
    }

    /// How fast a reviewer goes, by the latest decisions. Cost: `ReviewPace.window` batches, found by an index.
    public func pace(reviewer: String) throws -> ReviewPace {
        try read { db in
            let rows = try Row.fetchAll(db.cachedStatement(sql: """
                SELECT b.at_ms, (SELECT count(*) FROM event e WHERE e.batch = b.id) FROM batch b
                WHERE b.reviewer = ? AND b.undone = 0 ORDER BY b.at_ms DESC LIMIT \(ReviewPace.window)
                """), arguments: [reviewerKey(reviewer)])
            var pace = ReviewPace()
            var later: Int64?
            for row in rows {
                let time: Int64 = row[0]
                // The first key of a sitting tells nothing: how long it took is not known.
                if let later, later - time <= ReviewPace.pause { pace.seconds += Double(later - time) / 1000 }
                pace.keys += 1
                pace.frames += row[1] as Int
                later = time
            }
            return pace
        }
    }

    /// Frames whose class a decision changed from what was in effect: errors found, undone decisions left out.
    /// Cost: one pass over the log.
    public func errorsFound() throws -> Int {
        try read { db in
            try Int.fetchOne(db, sql: """
                SELECT count(DISTINCT e.frame) FROM event e JOIN batch b ON b.id = e.batch
                WHERE b.undone = 0 AND e.class <> e.shown_label
                """) ?? 0
        }
    }
}
