// RFC 4180, and what programs really write: any line break, a byte order mark, a quote in the middle of a cell.

import Frames

/// Reads comma-separated values record by record. Cost: one pass over the bytes.
struct CSVReader {
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
        guard at < bytes.count else { return nil }
        row += 1
        var cells: [String] = []
        cells.reserveCapacity(8)
        while true {
            cells.append(try cell())
            guard at < bytes.count else { return cells }
            let byte = bytes[at]
            at += 1
            if byte == comma { continue }
            if byte == carriageReturn, at < bytes.count, bytes[at] == lineFeed { at += 1 }
            return cells
        }
    }

    /// Up to the comma or line break that ends it, which is left for the caller.
    private mutating func cell() throws(IngestError) -> String {
        guard at < bytes.count, bytes[at] == quote else { return plain() }
        at += 1
        var start = at
        var text = ""
        while true {
            guard let end = bytes[start...].firstIndex(of: quote) else {
                throw .malformed(path: path, place: "row \(row)", reason: "a quote is opened and never closed. Close it, or export the sheet again.")
            }
            text += String(decoding: bytes[start..<end], as: UTF8.self)
            at = end + 1
            guard at < bytes.count, bytes[at] == quote else { break }
            text += "\""
            start = at + 1
        }
        return text + plain()
    }

    private mutating func plain() -> String {
        let start = at
        return bytes.withUnsafeBufferPointer { bytes in
            while at < bytes.count, bytes[at] != comma, bytes[at] != lineFeed, bytes[at] != carriageReturn { at += 1 }
            return String(decoding: bytes[start..<at], as: UTF8.self)
        }
    }
}

private let comma = UInt8(ascii: ","), quote = UInt8(ascii: "\"")
private let lineFeed = UInt8(ascii: "\n"), carriageReturn = UInt8(ascii: "\r")
