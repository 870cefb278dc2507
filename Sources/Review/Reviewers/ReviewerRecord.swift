// What each reviewer has done so far.

import Frames
import GRDB

/// A reviewer's work.
public struct ReviewerRecord: Equatable, Sendable {
    /// As typed at the latest decision.
    public var name: String
    /// Has the last word.
    public var isExpert: Bool
    /// Keys pressed, and those of them that were taken back.
    public var decisions, undone: Int
    /// Frames with a verdict that stands.
    public var frames: Int
    /// Frames of these whose class in effect it changed.
    public var errorsFound: Int
    /// First and latest decision: UTC, milliseconds.
    public var first, latest: Int64
    /// By the latest decisions.
    public var pace: ReviewPace
}

extension ReviewStore {
    /// All who have decided anything, the busiest first. Cost: one pass over the log.
    public func reviewers() throws -> [ReviewerRecord] {
        let experts = Set(experts.map(reviewerKey))
        let records = try read { db in
            try Row.fetchAll(db, sql: """
                SELECT b.reviewer, count(*), sum(b.undone), min(b.at_ms), max(b.at_ms),
                  (SELECT e.reviewer FROM event e WHERE e.batch =
                    (SELECT id FROM batch WHERE reviewer = b.reviewer ORDER BY at_ms DESC LIMIT 1) LIMIT 1)
                FROM batch b GROUP BY b.reviewer ORDER BY 2 DESC, 1
                """).map { row in
                    let key: String = row[0]
                    let counts = try Row.fetchOne(db.cachedStatement(sql: """
                        SELECT count(DISTINCT e.frame), count(DISTINCT CASE WHEN e.class <> e.shown_label THEN e.frame END)
                        FROM batch b JOIN event e ON e.batch = b.id
                        WHERE b.reviewer = ? AND b.undone = 0 AND e.kind IN ('label', 'accept', 'unsure')
                        """), arguments: [key])
                    return ReviewerRecord(name: row[5] ?? key, isExpert: experts.contains(key), decisions: row[1], undone: row[2],
                                          frames: counts?[0] ?? 0, errorsFound: counts?[1] ?? 0, first: row[3], latest: row[4], pace: ReviewPace())
                }
        }
        return try records.map { record in
            var record = record
            record.pace = try pace(reviewer: record.name)
            return record
        }
    }

    /// How many decisions of a reviewer stand that were made from a time on.
    /// - Parameter since: UTC, milliseconds.
    public func decisions(by name: String, since: Int64) throws -> Int {
        try read { db in
            try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM batch WHERE reviewer = ? AND undone = 0 AND at_ms >= ?"),
                             arguments: [reviewerKey(name), since]) ?? 0
        }
    }
}
