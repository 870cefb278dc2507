// How many frames each queue still holds, from the counts by state: a few rows, however many frames there are.

import Frames
import GRDB

extension ReviewStore {
    /// Frames left in the queues of an episode. A queue whose length depends on what the frames look like (`sanity`) is
    /// not among them, `audit` only where it was drawn. New-episode and uncertain, suspects and suspect shots hold the same
    /// frames in two orders.
    /// - Cost: some 100 rows.
    public func framesLeft(_ episode: EpisodeCode) throws -> [QueueName: Int] {
        try read { db in
            let id = try Self.episodeID(db, episode)
            let rows = try Row.fetchCursor(db.cachedStatement(sql: """
                SELECT class, source, predicted, reviewed, contested, unsure, flagged, frames
                FROM tally WHERE episode_id = ? AND frames > 0
                """), arguments: [id])
            var left: [QueueName: Int] = [.inOrder: 0, .newEpisode: 0, .suspects: 0, .suspectShots: 0, .highPrice: 0,
                                          .disagreements: 0, .uncertain: 0, .contested: 0, .flagged: 0]
            while let row = try rows.next() {
                for queue in Self.queues(of: row) { left[queue, default: 0] += row[7] as Int }
            }
            let audited = try Row.fetchOne(db.cachedStatement(sql: """
                SELECT count(*), sum(l.reviewed) FROM audit a CROSS JOIN frame f ON f.number = a.frame
                CROSS JOIN label l ON l.frame_id = f.id WHERE a.episode = ?
                """), arguments: [episode.description])
            if let audited, audited[0] as Int > 0 { left[.audit] = (audited[0] as Int) - (audited[1] as Int? ?? 0) }
            return left
        }
    }

    /// The queues that hold frames in a state.
    private static func queues(of row: Row) -> [QueueName] {
        let label = row.rarity(0), predicted = row.rarity(2)
        let isHuman = LabelSource(rawValue: row[1])?.isHuman == true
        let isReviewed: Bool = row[3], isContested: Bool = row[4], isUnsure: Bool = row[5], isFlagged: Bool = row[6]
        var queues: [QueueName] = []
        if isContested { queues.append(.contested) }
        if isUnsure || isFlagged { queues.append(.flagged) }
        if isReviewed { return queues }
        queues.append(.inOrder)
        queues += isHuman ? [.suspects, .suspectShots] : [.newEpisode]
        guard let predicted else { return queues }
        if !isHuman { queues.append(.uncertain) }
        if let label, label != predicted { queues.append(.disagreements) }
        let human = isHuman ? label : nil
        if max(predicted, human ?? .junk) >= .rare, predicted != human { queues.append(.highPrice) }
        return queues
    }
}
