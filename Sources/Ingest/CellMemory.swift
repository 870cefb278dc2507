// Neighbours in a column mostly hold the same bytes, and few different ones fill a film: each is read once.

import Foundation
import Frames

/// What the cells of a column came to.
struct CellMemory<Value: Sendable>: Sendable {
    /// Compared byte by byte: no text is made for nearly all cells.
    private var latest = LatestFew<(cell: [UInt8], value: Value)>()
    private var known: [String: Value] = [:]

    mutating func value(_ cell: UnsafeBufferPointer<UInt8>, read: (String) -> Value) -> Value {
        if let base = cell.baseAddress, let found = latest.first(where: { $0.cell.count == cell.count && memcmp($0.cell, base, cell.count) == 0 }) {
            return found.value
        }
        let text = String(decoding: cell, as: UTF8.self)
        let value = known[text] ?? read(text)
        known[text] = value
        latest.add((Array(cell), value))
        return value
    }
}
