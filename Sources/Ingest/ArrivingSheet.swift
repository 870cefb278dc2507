// A sheet that is there as text and read while it is stored: a film's takes a fifth of its import to read, on the core that waits.

import Foundation
import Frames
import Synchronization

/// An episode's sheet whose rows are still to be read. Its header has the columns that are needed and its quotes are closed, so it can be
/// read to the end; whatever else is wrong with it is told by row.
public struct ArrivingSheet: Sendable {
    private enum Content {
        case csv(CSVReader, SheetReader)
        case cells([[String]], SheetReader)
        case whole(EpisodeSheet)
    }

    private let content: Content
    /// Where each column stands, from 0; empty where that is not known.
    public let columns: [SheetColumn: Int]
    /// Columns that the sheet does not have.
    public let missing: Set<SheetColumn>
    /// How many rows there are about.
    public let estimatedRows: Int

    private static let portion = 256
    /// A row of a film's sheet has more.
    private static let fewestBytes = 150

    /// A sheet that was read before.
    public init(_ sheet: EpisodeSheet) {
        content = .whole(sheet)
        (columns, missing, estimatedRows) = (sheet.columns, sheet.missing, sheet.rows.count)
    }

    /// An episode's sheet in a CSV file.
    ///
    /// - Throws: `IngestError` where the file cannot be read or lacks a column that it cannot do without.
    public static func readCSV(path: String, episode: EpisodeCode) throws(IngestError) -> ArrivingSheet {
        try ArrivingSheet(csv: try FileBytes.read(path), name: path.split(separator: "/").last.map(String.init) ?? path, place: path, episode: episode)
    }

    /// The text of a CSV file.
    /// - Parameters:
    ///   - name: what problems call the sheet.
    ///   - place: where it came from, for errors.
    init(csv bytes: [UInt8], name: String, place: String, episode: EpisodeCode) throws(IngestError) {
        var csv = try CSVReader(bytes, path: place)
        guard let header = try csv.next() else {
            throw .malformed(path: place, place: "", reason: "is empty. Export the sheet of \(episode) again.")
        }
        let reader = try SheetReader(header: header, name: name, place: place, episode: episode)
        try csv.checkQuotes()
        content = .csv(csv, reader)
        (columns, missing, estimatedRows) = (reader.columns, reader.missing, bytes.count / Self.fewestBytes)
    }

    /// Rows of cells, the header first, as the Sheets API gives them.
    init(cells: [[String]], name: String, place: String, episode: EpisodeCode) throws(IngestError) {
        guard let header = cells.first else { throw .malformed(path: place, place: "", reason: "is empty. Is it the right tab?") }
        let reader = try SheetReader(header: header, name: name, place: place, episode: episode)
        content = .cells(cells, reader)
        (columns, missing, estimatedRows) = (reader.columns, reader.missing, cells.count - 1)
    }

    /// All of it, read now.
    public var sheet: EpisodeSheet {
        if case .whole(let sheet) = content { return sheet }
        var rows: [SheetRow] = []
        rows.reserveCapacity(estimatedRows)
        let problems = read { rows += $0 }
        return EpisodeSheet(rows: rows, problems: problems, missing: missing, columns: columns)
    }

    /// Reads the rows on a thread of its own, in the sheet's order, while `body` has those before.
    /// - Returns: what was wrong with rows.
    /// - Throws: what `body` throws; the rest of the sheet is not needed then.
    public func readAhead(_ body: ([SheetRow]) throws -> Void) rethrows -> [SheetProblem] {
        if case .whole(let sheet) = content {
            try body(sheet.rows)
            return sheet.problems
        }
        let queue = Queue()
        _ = Workers(1, name: "sheet") { _ in queue.end(read { queue.put($0) }) }
        while let rows = queue.next() { try body(rows) }
        return queue.problems
    }

    private func read(_ portion: ([SheetRow]) -> Void) -> [SheetProblem] {
        func add(_ cells: CellRow, _ row: Int, _ reader: inout SheetReader) {
            reader.add(cells, row: row)
            if reader.rows.count == Self.portion { portion(reader.takeRows()) }
        }
        var reader: SheetReader
        switch content {
        case .whole(let sheet):
            portion(sheet.rows)
            return sheet.problems
        case .csv(var csv, let first):
            reader = first
            var cells = CellRow()
            // Nothing is thrown: the quotes were checked.
            while (try? csv.next(into: &cells)) == true { add(cells, csv.row, &reader) }
        case .cells(let cells, let first):
            reader = first
            for (index, row) in cells.enumerated().dropFirst() { add(CellRow(row), index + 1, &reader) }
        }
        portion(reader.takeRows())
        return reader.problems
    }
}

extension ArrivingSheet {
    /// Portions on their way from the thread that reads to the one that stores.
    private final class Queue: Sendable {
        private let state = Mutex((portions: [[SheetRow]](), problems: [SheetProblem]()))
        /// One for every portion, and one for the end.
        private let news = DispatchSemaphore(value: 0)

        var problems: [SheetProblem] { state.withLock(\.problems) }

        func put(_ rows: [SheetRow]) {
            state.withLock { $0.portions.append(rows) }
            news.signal()
        }

        func end(_ problems: [SheetProblem]) {
            state.withLock { $0.problems = problems }
            news.signal()
        }

        /// Waits for the next portion; `nil` at the end.
        func next() -> [SheetRow]? {
            news.wait()
            return state.withLock { $0.portions.isEmpty ? nil : $0.portions.removeFirst() }
        }
    }
}

extension EpisodeSheet {
    /// Reads an episode's sheet from a CSV file.
    ///
    /// - Throws: `IngestError` where the file cannot be read or lacks a column that it cannot do without.
    public static func readCSV(path: String, episode: EpisodeCode) throws(IngestError) -> EpisodeSheet {
        try ArrivingSheet.readCSV(path: path, episode: episode).sheet
    }
}
