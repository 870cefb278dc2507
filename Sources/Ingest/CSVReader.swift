// RFC 4180, and what programs really write: any line break, a byte order mark, a quote in the middle of a cell.

import Foundation
import Frames

/// Reads comma-separated values record by record. Cost: one pass over the bytes.
struct CSVReader: Sendable {
    private let bytes: [UInt8]
    private let path: String
    private var at = 0
    /// The record that was read last, from 1. A quoted line break does not start a new one, nor does it in Google's sheets.
    private(set) var row = 0

    /// - Parameter path: for errors.
    init(_ bytes: [UInt8], path: String) throws(IngestError) {
        self.bytes = bytes
        self.path = path
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw .malformed(path: path, place: "", reason: "is written in UTF-16. Save it as CSV in UTF-8.")
        }
    }

    /// The next record; `nil` at the end. An empty line is a record with one empty cell.
    ///
    /// - Throws: where a quote is opened and never closed: the rest of the file would be one cell.
    mutating func next() throws(IngestError) -> [String]? {
        var cells = CellRow()
        return try next(into: &cells) ? cells.texts : nil
    }

    /// The same into a row that was used before.
    /// - Returns: whether there was another record.
    mutating func next(into cells: inout CellRow) throws(IngestError) -> Bool {
        cells.removeAll()
        guard at < bytes.count else { return false }
        row += 1
        let (end, isWhole) = bytes.withUnsafeBufferPointer { Self.record($0, from: at, &cells) }
        guard isWhole else {
            throw .malformed(path: path, place: "row \(row)", reason: "a quote is opened and never closed. Close it, or export the sheet again.")
        }
        at = end
        return true
    }

    /// Whether all that follows can be read. Cost: a look at each quote.
    ///
    /// - Throws: where a quote is opened and never closed, as `next` would.
    func checkQuotes() throws(IngestError) {
        if bytes.withUnsafeBufferPointer({ Self.closesQuotes($0, from: at) }) { return }
        var rest = self, cells = CellRow()
        while try rest.next(into: &cells) {}
    }

    private static func closesQuotes(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        func quoteIndex(from index: Int) -> Int? {
            guard index < bytes.count, let base = bytes.baseAddress, let found = memchr(base + index, Int32(quote), bytes.count - index) else { return nil }
            return base.distance(to: found.assumingMemoryBound(to: UInt8.self))
        }
        var at = start
        while let open = quoteIndex(from: at) {
            at = open + 1
            // Elsewhere than at the start of a cell it is text.
            if open > start, bytes[open - 1] != comma, bytes[open - 1] != lineFeed, bytes[open - 1] != carriageReturn { continue }
            repeat {
                guard let close = quoteIndex(from: at) else { return false }
                at = close + 1
                // Of two quotes in a row one belongs to the text.
                if at < bytes.count, bytes[at] == quote { at += 1 } else { break }
            } while true
        }
        return true
    }

    /// - Returns: where the next record begins, and whether every quote was closed.
    private static func record(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ cells: inout CellRow) -> (end: Int, isWhole: Bool) {
        var at = start
        while true {
            if at < bytes.count, bytes[at] == quote {
                guard let end = quoted(bytes, from: at + 1, &cells) else { return (at, false) }
                at = end
            }
            let plain = at
            while at < bytes.count, bytes[at] != comma, bytes[at] != lineFeed, bytes[at] != carriageReturn { at += 1 }
            if plain < at { cells.add(UnsafeBufferPointer(rebasing: bytes[plain..<at])) }
            cells.endCell()
            guard at < bytes.count else { return (at, true) }
            let byte = bytes[at]
            at += 1
            if byte == comma { continue }
            if byte == carriageReturn, at < bytes.count, bytes[at] == lineFeed { at += 1 }
            return (at, true)
        }
    }

    /// - Returns: what follows the closing quote; `nil` where there is none.
    private static func quoted(_ bytes: UnsafeBufferPointer<UInt8>, from first: Int, _ cells: inout CellRow) -> Int? {
        var start = first
        while true {
            guard let end = bytes[start...].firstIndex(of: quote) else { return nil }
            // Of two quotes in a row one belongs to the text.
            let isText = end + 1 < bytes.count && bytes[end + 1] == quote
            cells.add(UnsafeBufferPointer(rebasing: bytes[start..<(isText ? end + 1 : end)]))
            if !isText { return end + 1 }
            start = end + 2
        }
    }
}

private let comma = UInt8(ascii: ","), quote = UInt8(ascii: "\"")
private let lineFeed = UInt8(ascii: "\n"), carriageReturn = UInt8(ascii: "\r")
