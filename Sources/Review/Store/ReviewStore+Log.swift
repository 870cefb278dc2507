// The log, for people: who decided what, when, and what was shown.

import Frames
import GRDB

/// An event as it stands in the log. Its JSON is what `log --json` prints.
public struct LoggedEvent: Equatable, Sendable, Codable {
    public var id: Int64
    public var uuid: String
    public var batch: String
    public var kind: EventKind
    public var reviewer: String
    /// UTC, milliseconds.
    public var time: Int64
    /// Frame number; `nil` for an undo or redo.
    public var frame: String?
    public var rarity: RarityClass?
    public var note: String?
    public var propagated: Bool
    /// What was shown when it was decided.
    public var shownLabel, shownPrediction: RarityClass?
    public var shownModel: String?
    public var blind: Bool
    /// The queue that showed the frame; `nil` where the reviewer went there without one.
    public var queue: QueueName?
    /// The batch that an undo or redo is about.
    public var target: String?
    /// Its batch is taken back.
    public var undone: Bool

    enum CodingKeys: String, CodingKey {
        case id, uuid, batch, kind, reviewer, time, frame, rarity = "class", note, propagated
        case shownLabel = "shown_label", shownPrediction = "shown_prediction", shownModel = "shown_model"
        case blind, queue, target, undone
    }

    static let columns = """
        e.id, e.uuid, e.batch, e.kind, e.reviewer, e.at_ms, e.frame, e.class, e.note, e.propagated,
        e.shown_label, e.shown_prediction, e.shown_model, e.blind, e.target, ifnull(b.undone, 0), e.queue
        """

    /// `nil` for a kind that this program does not know.
    init?(_ row: Row) {
        guard let kind = EventKind(rawValue: row[3]) else { return nil }
        self.kind = kind
        (id, uuid, batch, reviewer, time) = (row[0], row[1], row[2], row[4], row[5])
        (frame, rarity, note, propagated) = (row[6], row.rarity(7), row[8], row[9])
        (shownLabel, shownPrediction, shownModel) = (row.rarity(10), row.rarity(11), row[12])
        (blind, target, undone) = (row[13], row[14], row[15])
        queue = (row[16] as String?).flatMap(QueueName.init(rawValue:))
    }

    static func of(_ db: Database, frame: FrameNumber) throws -> [LoggedEvent] {
        try Row.fetchAll(db.cachedStatement(sql: """
            SELECT \(columns) FROM event e LEFT JOIN batch b ON b.id = e.batch
            WHERE e.frame = ? ORDER BY e.at_ms DESC, e.uuid DESC
            """), arguments: [frame.description]).compactMap(LoggedEvent.init)
    }
}

extension ReviewStore {
    /// Events, newest first.
    ///
    /// - Parameter before: only those with a smaller `id`, for the next page; `nil` from the newest on.
    public func log(limit: Int, before: Int64? = nil) throws -> [LoggedEvent] {
        try read { db in
            try Row.fetchAll(db.cachedStatement(sql: """
                SELECT \(LoggedEvent.columns) FROM event e LEFT JOIN batch b ON b.id = e.batch
                WHERE e.id < ? ORDER BY e.id DESC LIMIT ?
                """), arguments: [before ?? .max, limit]).compactMap(LoggedEvent.init)
        }
    }

    /// Id of the newest event; 0 where there is none.
    public var lastEvent: Int64 {
        (try? read { try Int64.fetchOne($0.cachedStatement(sql: "SELECT max(id) FROM event")) }) ?? 0
    }
}
