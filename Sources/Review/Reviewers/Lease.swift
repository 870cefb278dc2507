// Who is at which shot, so that two reviewers do not decide the same one at the same time. A lease ends by
// itself: a crash or a lunch blocks nobody, and a person can take over at once.

import Frames
import GRDB

/// A shot that a reviewer is at.
public struct Lease: Equatable, Sendable {
    /// The first frame of the shot.
    public var firstFrame: FrameID
    public var reviewer: String
    /// UTC, milliseconds.
    public var until: Int64
}

extension ReviewStore {
    /// How long a lease lasts from its latest renewal, in milliseconds.
    public static let leaseLength: Int64 = 120_000

    /// Takes a shot, or keeps it for longer; the reviewer's other leases end, as nobody is at two shots.
    ///
    /// - Parameters:
    ///   - frame: the first frame of the shot.
    ///   - takeOver: also where another reviewer is at it.
    /// - Returns: the lease that stands now: the reviewer's own, or that of whoever was there before.
    /// - Cost: a short write; nothing is written while the own lease has more than half of its time left.
    public func lease(shotFrom frame: FrameID, reviewer: String, takeOver: Bool = false) throws -> Lease {
        let reviewer = try Self.checkedReviewer(reviewer)
        let time = now()
        if let there = try read({ try Self.lease($0, frame) }), there.until > time, !takeOver || Self.isSame(there, reviewer) {
            if !Self.isSame(there, reviewer) || there.until > time + Self.leaseLength / 2 { return there }
        }
        return try write { db in
            if let there = try Self.lease(db, frame), there.until > time, !takeOver, !Self.isSame(there, reviewer) { return there }
            let key = reviewerKey(reviewer)
            try db.cachedStatement(sql: "DELETE FROM lease WHERE reviewer = ?").execute(arguments: [key])
            try db.cachedStatement(sql: """
                INSERT INTO lease (first_frame, reviewer, until_ms) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET reviewer = excluded.reviewer, until_ms = excluded.until_ms
                """).execute(arguments: [frame, key, time + Self.leaseLength])
            return Lease(firstFrame: frame, reviewer: key, until: time + Self.leaseLength)
        }
    }

    /// Ends all leases of a reviewer, as on quitting.
    public func endLeases(reviewer: String) throws {
        try write { db in
            try db.cachedStatement(sql: "DELETE FROM lease WHERE reviewer = ?").execute(arguments: [reviewerKey(reviewer)])
        }
    }

    /// The leases in an episode that others hold now.
    public func leases(_ episode: EpisodeCode, besides reviewer: String) throws -> [Lease] {
        let time = now()
        return try read { db in
            try Row.fetchAll(db.cachedStatement(sql: """
                SELECT s.first_frame, t.reviewer, t.until_ms FROM shot s CROSS JOIN lease t ON t.first_frame = s.first_frame
                WHERE s.episode_id = ? AND t.until_ms > ? AND t.reviewer <> ?
                """), arguments: [try Self.episodeID(db, episode), time, reviewerKey(reviewer)])
                .map { Lease(firstFrame: $0[0], reviewer: $0[1], until: $0[2]) }
        }
    }

    private static func lease(_ db: Database, _ frame: FrameID) throws -> Lease? {
        try Row.fetchOne(db.cachedStatement(sql: "SELECT first_frame, reviewer, until_ms FROM lease WHERE first_frame = ?"),
                         arguments: [frame]).map { Lease(firstFrame: $0[0], reviewer: $0[1], until: $0[2]) }
    }

    private static func isSame(_ lease: Lease, _ reviewer: String) -> Bool { lease.reviewer == reviewerKey(reviewer) }
}
