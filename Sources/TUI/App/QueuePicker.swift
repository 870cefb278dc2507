// The open list of queues: what is left in each, and what it has brought.

import Review

/// A row of the picker.
public struct QueueRow: Equatable, Sendable {
    public let name: QueueName
    /// Frames left; `nil` where that is known only once the queue is open.
    public let left: Int?
    /// Errors found per 100 keys so far; `nil` before the first key.
    public let perHundred: Double?
    /// Why another queue would be better now.
    public let hint: String?
}

/// The picker.
public struct QueuePicker: Equatable, Sendable {
    public var rows: [QueueRow]
    public var selected = 0

    mutating func select(_ row: Int) { selected = max(0, min(rows.count - 1, row)) }
}
