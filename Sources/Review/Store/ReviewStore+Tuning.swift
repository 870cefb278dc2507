// The rounds of iterative tuning. What a loop has reached is read from here, so it goes on after any restart.

import GRDB

/// One round: a model, and what the audit set said of it.
public struct TuningRound: Equatable, Sendable, Codable {
    /// Why tuning ended.
    public enum Stop: String, Codable, Sendable {
        /// The bound of the error is below the target.
        case reached
        /// The error did not improve for some rounds.
        case patience
    }

    /// UTC, milliseconds.
    public var time: Int64
    public var model: String
    public var lastEvent: Int64
    public var targetPercent: Double
    /// Frames that the model learned from.
    public var labels: Int
    /// Frames of the audit set that were decided, and those of them that the model has wrong.
    public var audited, wrong: Int
    /// `nil` while nothing was audited.
    public var errorPercent, lowerPercent, upperPercent: Double?
    public var stop: Stop?

    enum CodingKeys: String, CodingKey {
        case time, model, labels, audited, wrong, stop
        case lastEvent = "last_event", targetPercent = "target_pct"
        case errorPercent = "error_pct", lowerPercent = "lower_pct", upperPercent = "upper_pct"
    }
}

extension ReviewStore {
    /// All rounds, oldest first.
    public func tuningRounds() throws -> [TuningRound] {
        try read { db in
            try Row.fetchAll(db, sql: """
                SELECT at_ms, model, last_event, target_percent, labels, audited, wrong, error_percent, lower_percent, upper_percent, stop
                FROM tuning_round ORDER BY id
                """).map { row in
                    let stop: String? = row[10]
                    return TuningRound(time: row[0], model: row[1], lastEvent: row[2], targetPercent: row[3], labels: row[4], audited: row[5],
                                       wrong: row[6], errorPercent: row[7], lowerPercent: row[8], upperPercent: row[9],
                                       stop: stop.flatMap(TuningRound.Stop.init))
                }
        }
    }

    func add(_ round: TuningRound) throws {
        try write { db in
            try db.execute(sql: """
                INSERT INTO tuning_round (at_ms, model, last_event, target_percent, labels, audited, wrong,
                  error_percent, lower_percent, upper_percent, stop) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, arguments: [
                    round.time, round.model, round.lastEvent, round.targetPercent, round.labels, round.audited, round.wrong,
                    round.errorPercent, round.lowerPercent, round.upperPercent, round.stop?.rawValue,
                ])
        }
    }
}
