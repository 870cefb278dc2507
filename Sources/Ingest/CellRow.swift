// A row of a sheet as bytes. Tens of thousands are read in one import, nearly all of their cells like those of the row before; a text
// of its own for each would cost more than all the rest.

import Foundation

/// The cells of one row, their bytes one after the other; used again for the next row.
struct CellRow {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    var count: Int { ends.count }

    /// The cells as texts. Bytes that are no UTF-8 become U+FFFD.
    var texts: [String] { (0..<count).map(text) }

    init() {}

    init(_ texts: [String]) {
        for text in texts {
            bytes.append(contentsOf: text.utf8)
            endCell()
        }
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Adds to the cell that is not ended yet.
    mutating func add(_ part: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: part) }

    mutating func endCell() { ends.append(bytes.count) }

    func text(_ index: Int) -> String { withCell(index) { String(decoding: $0, as: UTF8.self) } }

    /// The bytes of a cell; none where the row has ended before.
    @inline(__always)
    func withCell<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard index >= 0, index < ends.count else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[(index == 0 ? 0 : ends[index - 1])..<ends[index]])) }
    }
}
