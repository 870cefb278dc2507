// The audit set: frames that stand for all, so that an error measured on them holds for all. Drawn once, then frozen:
// who draws again until a figure pleases measures nothing.

import Frames
import GRDB
import Model

/// A frame of the audit set.
public struct AuditFrame: Equatable, Sendable {
    public var id: FrameID
    public var number: FrameNumber
    /// What a person decided on it in Rarity; `nil` while nobody has, or two differ.
    public var decided: RarityClass?
    /// The latest decision on it was made without label and prediction shown.
    public var isBlind: Bool
}

extension ReviewStore {
    /// The audit set in the order in which it is asked for; empty before it was drawn.
    public func auditFrames() throws -> [AuditFrame] {
        try read { db in
            try Row.fetchAll(db, sql: """
                SELECT f.id, f.number, l.class, l.reviewed AND NOT l.contested AND NOT l.unsure,
                  (SELECT e.blind FROM event e JOIN batch b ON b.id = e.batch AND b.undone = 0
                   WHERE e.frame = f.number AND e.kind IN ('label', 'accept') ORDER BY e.at_ms DESC LIMIT 1)
                FROM audit_frame a JOIN frame f ON f.id = a.frame_id JOIN label l ON l.frame_id = f.id ORDER BY a.place
                """).compactMap { row in
                    guard let number = FrameNumber(text: row[1] as String) else { return nil }
                    let isDecided: Bool = row[3]
                    return AuditFrame(id: row[0], number: number, decided: isDecided ? row.rarity(2) : nil, isBlind: row[4] ?? false)
                }
        }
    }

    /// Draws the audit set, once: where there is one already, nothing happens.
    /// - Parameter count: at most as many as there are frames.
    /// - Returns: whether it was drawn now.
    @discardableResult
    public func drawAudit(count: Int, seed: UInt64) throws -> Bool {
        let drawn = try auditSample(count: count, seed: seed)
        guard !drawn.isEmpty else { return false }
        return try write { db in
            guard try Int.fetchOne(db, sql: "SELECT count(*) FROM audit_frame") == 0 else { return false }
            for (place, frame) in drawn.enumerated() {
                try db.execute(sql: "INSERT INTO audit_frame VALUES (?, ?)", arguments: [frame, place])
            }
            return true
        }
    }

    /// Every frame is as likely as every other, and the frames lie as far apart as they can: the scenes are put in a
    /// random order, and every n-th frame of that row is taken from a random start on.
    func auditSample(count: Int, seed: UInt64) throws -> [FrameID] {
        var scenes: [[FrameID]] = []
        for episode in try episodes() {
            let ids = try frames(episode.code).map(\.id)
            var byScene: [Int: [FrameID]] = [:]
            let found = try shots(episode.code)
            for shot in found { byScene[shot.scene, default: []] += ids[shot.first...shot.last] }
            scenes += found.isEmpty ? [ids] : byScene.sorted { $0.key < $1.key }.map(\.value)
        }
        var random = PCG64(seed: seed)
        let row = scenes.shuffled(using: &random).flatMap { $0 }
        guard !row.isEmpty, count > 0 else { return [] }
        let step = Double(row.count) / Double(min(count, row.count))
        let start = step * Double(random.below(1 << 20)) / Double(1 << 20)
        return (0..<min(count, row.count)).map { row[min(row.count - 1, Int(start + Double($0) * step))] }.shuffled(using: &random)
    }
}
