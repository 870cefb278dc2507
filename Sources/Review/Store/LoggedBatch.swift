// The log by decisions instead of frames: one key, however many frames it took, is one line of a history.

import Frames
import GRDB

/// One key or command as it stands in the log; or the undo or redo of one or many of them.
public struct LoggedBatch: Equatable, Sendable {
    /// What a revert names. Of an undo it is its own.
    public var id: String
    public var kind: EventKind
    public var reviewer: String
    /// UTC, milliseconds.
    public var time: Int64
    public var rarity: RarityClass?
    public var note: String?
    /// How many frames it took; 0 for an undo or redo.
    public var frames: Int
    public var first: FrameNumber?
    /// Frames by the class that was in effect before; under `nil` those that had none.
    public var from: [RarityClass?: Int]
    public var queue: QueueName?
    public var blind: Bool
    /// It is taken back.
    public var undone: Bool
    /// Of an undo or redo: the decisions that it took back or did again.
    public var targets: [String]

    init(_ event: LoggedEvent) {
        (id, kind, reviewer, time, rarity, note) = (event.batch, event.kind, event.reviewer, event.time, event.rarity, event.note)
        (queue, blind, undone, frames, from, targets) = (event.queue, event.blind, event.undone, 0, [:], [])
        add(event)
    }

    /// - Precondition: `event` is of the same batch, or an undo of the same command.
    mutating func add(_ event: LoggedEvent) {
        if let target = event.target { targets.append(target) }
        guard let frame = event.frame else { return }
        frames += 1
        first = FrameNumber(text: frame) ?? first
        if kind == .label || kind == .accept { from[event.shownLabel, default: 0] += 1 }
        if rarity != event.rarity { rarity = nil }             // a contact sheet: several classes in one step
    }
}

extension ReviewStore {
    /// Decisions, newest first.
    /// - Parameters:
    ///   - frame: only those that concern it, and what took them back.
    ///   - reviewer: only those of this reviewer.
    ///   - limit: of the frames and undos that are looked at, so the oldest line may lack some of its frames.
    /// - Cost: `limit` rows; of a frame or reviewer at most one pass over the log.
    public func batches(of frame: FrameNumber? = nil, by reviewer: String? = nil, limit: Int = 20_000) throws -> [LoggedBatch] {
        let events = try read { db in
            let own = "SELECT batch FROM event WHERE frame = :frame"
            var conditions: [String] = []
            if frame != nil { conditions.append("(e.batch IN (\(own)) OR e.target IN (\(own)))") }
            if reviewer != nil { conditions.append("lower(trim(e.reviewer)) = :reviewer") }
            var arguments: [String: (any DatabaseValueConvertible)?] = ["limit": limit]
            if let frame { arguments["frame"] = frame.description }
            if let reviewer { arguments["reviewer"] = reviewerKey(reviewer) }
            let only = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
            return try Row.fetchAll(db, sql: """
                SELECT \(LoggedEvent.columns) FROM event e LEFT JOIN batch b ON b.id = e.batch
                \(only) ORDER BY e.id DESC LIMIT :limit
                """, arguments: StatementArguments(arguments))
                .compactMap(LoggedEvent.init)
        }
        var batches: [LoggedBatch] = [], places: [String: Int] = [:]
        for event in events {
            // The undos of one command have one time.
            let key = event.target == nil ? event.batch : "\(event.kind.rawValue) \(event.time) \(event.reviewer)"
            if let place = places[key] {
                batches[place].add(event)
            } else {
                places[key] = batches.count
                batches.append(LoggedBatch(event))
            }
        }
        return batches
    }
}
