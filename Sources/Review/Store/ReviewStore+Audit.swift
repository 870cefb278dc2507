// The audit of all episodes as a measure: who draws again until a figure pleases measures nothing, so what was drawn
// (Queues/Audit.swift) is only read here.

import Frames
import GRDB
import Model

/// A frame of the audit.
public struct AuditFrame: Equatable, Sendable {
    public var id: FrameID
    public var number: FrameNumber
    /// What a person decided on it in Rarity; `nil` while nobody has, or two differ.
    public var decided: RarityClass?
    /// The latest decision on it was made without label and prediction shown.
    public var isBlind: Bool
}

extension ReviewStore {
    /// The audit of every episode in the order in which it is asked for, all episodes by turns; empty before it was drawn.
    public func auditFrames() throws -> [AuditFrame] {
        try read { db in
            try Row.fetchAll(db, sql: """
                SELECT f.id, f.number, l.class, l.reviewed AND NOT l.contested AND NOT l.unsure,
                  (SELECT e.blind FROM event e JOIN batch b ON b.id = e.batch AND b.undone = 0
                   WHERE e.frame = f.number AND e.kind IN ('label', 'accept') ORDER BY e.at_ms DESC LIMIT 1)
                FROM audit a CROSS JOIN frame f ON f.number = a.frame JOIN label l ON l.frame_id = f.id
                ORDER BY a.place, a.episode
                """).compactMap { row in
                    guard let number = FrameNumber(text: row[1] as String) else { return nil }
                    let isDecided: Bool = row[3]
                    return AuditFrame(id: row[0], number: number, decided: isDecided ? row.rarity(2) : nil, isBlind: row[4] ?? false)
                }
        }
    }

    /// Draws the audit of every episode that has none.
    /// - Returns: whether any was drawn now.
    @discardableResult
    public func drawAudits(seed: UInt64) throws -> Bool {
        var random = PCG64(seed: seed), drew = false
        for episode in try episodes() where episode.frames > 0 {
            if try drawnAudit(episode.code).isEmpty { drew = try !audit(episode.code, using: &random).isEmpty || drew }
        }
        return drew
    }
}
