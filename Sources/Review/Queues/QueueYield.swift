// What a queue has brought so far: a queue that finds no more errors than chance would is not worth the keys.

import Frames
import GRDB

/// Keys spent in a queue, and errors found by them.
public struct QueueYield: Equatable, Sendable {
    /// Decisions on a class; of the latest `QueueYield.window` frames at most.
    public var keys: Int
    /// Those that gave another class than the one in effect, or, where there was none, than the predicted one.
    public var errors: Int

    /// Frames of the latest decisions that are looked at.
    public static let window = 2_000
    /// Fewer keys say nothing.
    public static let fewestKeys = 20

    public init(keys: Int, errors: Int) { (self.keys, self.errors) = (keys, errors) }

    /// Errors found per 100 keys; `nil` before the first key.
    public var perHundred: Double? { keys > 0 ? Double(errors) * 100 / Double(keys) : nil }

    /// A line for the reviewer where the queue finds no more than chance does; `nil` where it does, or where it is too early.
    /// - Parameter base: the yield of frames drawn by chance, or in order.
    public func hint(against base: QueueYield) -> String? {
        guard keys >= Self.fewestKeys, base.keys >= Self.fewestKeys, let own = perHundred, let chance = base.perHundred,
              own <= chance else { return nil }
        return "\(Int(own.rounded())) errors in 100 keys: no better than chance (\(Int(chance.rounded()))). Another queue finds more."
    }
}

extension ReviewStore {
    /// What a queue has brought, by the latest decisions of all reviewers in it; undone ones do not count.
    public func yield(of queue: QueueName) throws -> QueueYield {
        try read { db in try Self.yield(db, queue) }
    }

    /// What chance finds: the audit's yield, else that of the frames in order; empty before there is either.
    public func baseYield() throws -> QueueYield {
        try read { db in
            let audit = try Self.yield(db, .audit)
            return audit.keys >= QueueYield.fewestKeys ? audit : try Self.yield(db, .inOrder)
        }
    }

    static func yield(_ db: Database, _ queue: QueueName) throws -> QueueYield {
        let rows = try Row.fetchAll(db.cachedStatement(sql: """
            SELECT e.batch, e.class, ifnull(e.shown_label, e.shown_prediction), b.undone
            FROM event e CROSS JOIN batch b ON b.id = e.batch
            WHERE e.queue = ? ORDER BY e.id DESC LIMIT \(QueueYield.window)
            """), arguments: [queue.rawValue])
        var isError: [String: Bool] = [:]
        for row in rows where !(row[3] as Bool) {
            guard let rarity = row.rarity(1) else { continue }
            let shown = row.rarity(2)
            isError[row[0], default: false] = (isError[row[0]] ?? false) || (shown != nil && shown != rarity)
        }
        return QueueYield(keys: isError.count, errors: isError.values.reduce(0) { $0 + ($1 ? 1 : 0) })
    }
}
