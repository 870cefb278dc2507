// Neighbours in a column mostly hold the same bytes, and few different ones fill a film: each is read once.

import Foundation

/// What the cells of a column came to.
struct CellMemory<Value> {
    private static var recentCells: Int { 4 }

    /// The latest different cells, compared byte by byte: no text is made for nearly all cells.
    private var recent: [(cell: [UInt8], value: Value)] = []
    private var oldest = 0
    private var known: [String: Value] = [:]

    mutating func value(_ cell: UnsafeBufferPointer<UInt8>, read: (String) -> Value) -> Value {
        if let base = cell.baseAddress {
            for index in recent.indices where recent[index].cell.count == cell.count && memcmp(recent[index].cell, base, cell.count) == 0 {
                return recent[index].value
            }
        }
        let text = String(decoding: cell, as: UTF8.self)
        let value = known[text] ?? read(text)
        known[text] = value
        if recent.count < Self.recentCells {
            recent.append((Array(cell), value))
        } else {
            recent[oldest] = (Array(cell), value)
            oldest = (oldest + 1) % Self.recentCells
        }
        return value
    }
}
