// From the cells of an episode's sheet to frames. Whatever departs from domain.md is told by row, and never guessed silently.

import Frames

/// Takes rows of cells, wherever they come from; cells that are missing at the end of a row are empty.
struct SheetReader {
    private let name: String
    private let episode: EpisodeCode
    let columns: [SheetColumn: Int]
    /// The same by `SheetColumn.ordinal`, since it is asked for every cell; -1 where there is none.
    private let places: [Int]
    /// Read and not taken yet.
    private(set) var rows: [SheetRow] = []
    private(set) var problems: [SheetProblem] = []
    private var firstRows: [String: FirstRows] = [:]
    /// Of the series at hand, which is nearly always that of the whole sheet.
    private var current: (series: String, rows: FirstRows) = ("", FirstRows())
    /// By `SheetColumn.ordinal`.
    private var classes = [CellMemory<RarityClass?>](repeating: CellMemory(), count: SheetColumn.allCases.count)
    private var addresses = CellMemory<ImageFolder?>()
    private var subjectLists = CellMemory<SubjectList>()
    private var slashWasAdded = false
    /// Of the row at hand.
    private var unread: [SheetColumn: String] = [:]

    init(header: [String], name: String, place: String, episode: EpisodeCode) throws(IngestError) {
        self.name = name
        self.episode = episode
        var columns: [SheetColumn: Int] = [:]
        var repeated: [SheetColumn] = []
        for (index, cell) in header.enumerated() {
            guard let column = SheetColumn(header: cell) else { continue }
            if columns[column] == nil { columns[column] = index } else { repeated.append(column) }
        }
        self.columns = columns
        places = SheetColumn.allCases.map { columns[$0] ?? -1 }
        let missing = SheetColumn.needed.filter { columns[$0] == nil }
        guard missing.isEmpty else {
            throw .missingColumns(path: place, missing: missing.map(\.rawValue), found: header.filter { !$0.trimmed.isEmpty })
        }
        for column in SheetColumn.allCases where columns[column] == nil {
            report(1, column.rawValue, "the sheet has no such column; what was imported of it before stays.")
        }
        for column in repeated { report(1, column.rawValue, "the column stands here more than once; the first one counts.") }
    }

    /// Columns that the sheet does not have.
    var missing: Set<SheetColumn> { Set(SheetColumn.allCases).subtracting(columns.keys) }

    /// The rows since the last time.
    mutating func takeRows() -> [SheetRow] {
        let taken = rows
        rows = []
        rows.reserveCapacity(taken.count)
        return taken
    }

    mutating func add(_ cells: CellRow, row: Int) {
        let place = places[SheetColumn.frameNumber.ordinal]
        guard let number = cells.withCell(place, FrameNumber.init(utf8:)) else {
            let text = cells.text(place)
            if !text.trimmed.isEmpty {
                report(row, text, "no frame number can be like this; the row is left out.")
            } else if let rest = cells.texts.first(where: { !$0.trimmed.isEmpty }) {
                report(row, rest, "the row has no frame number; left out.")
            }
            return
        }
        guard number.episode == episode else {
            return report(row, cells.text(place), "a frame of \(number.episode) in the sheet of \(episode); the row is left out.")
        }
        if number.series != current.series {
            firstRows[current.series] = current.rows
            current = (number.series, firstRows.removeValue(forKey: number.series) ?? FirstRows())
        }
        if let first = current.rows.add(number.timecode.index, row: row) {
            return report(row, cells.text(place), "the frame stands in row \(first) already, which counts; this row is left out.")
        }
        rows.append(SheetRow(
            row: row, number: number, baseURL: baseURL(cells, row), rowIndex: rowIndex(cells, row),
            unsupervised: rarity(.unsupervised, cells, row), supervised: rarity(.supervised, cells, row),
            jonny: rarity(.jonny, cells, row), subjects: subjects(cells, row), unread: unread))
        if !unread.isEmpty { unread = [:] }
    }

    private mutating func report(_ row: Int, _ found: String, _ action: String) {
        problems.append(SheetProblem(sheet: name, row: row, found: found, action: action))
    }

    private mutating func rarity(_ column: SheetColumn, _ cells: CellRow, _ row: Int) -> RarityClass? {
        let known: RarityClass?? = cells.withCell(places[column.ordinal]) { cell in
            cell.isEmpty ? nil : .some(classes[column.ordinal].value(cell) { RarityClass(text: $0) })
        }
        guard let known else { return nil }
        if known == nil {
            let text = cells.text(places[column.ordinal])
            if text.trimmed.isEmpty { return nil }
            let hint = RarityClass.nearest(to: text).map { " Did you mean \($0)?" } ?? ""
            unread[column] = text
            report(row, text, "unknown class in \(column.rawValue), left empty.\(hint) Correct it, import again.")
        }
        return known
    }

    private mutating func baseURL(_ cells: CellRow, _ row: Int) -> String? {
        let place = places[SheetColumn.baseURL.ordinal]
        guard let folder = cells.withCell(place, { addresses.value($0) { ImageFolder(text: $0) } }) else {
            let text = cells.text(place)
            let what = text.trimmed.isEmpty ? "no base URL" : "no base URL can be like this"
            report(row, text, "\(what); the frame is kept and has no image.")
            return nil
        }
        if folder.slashWasAdded, !slashWasAdded {
            slashWasAdded = true
            report(row, cells.text(place), "the base URL does not end in a slash; one was added, here and in later rows.")
        }
        return folder.base
    }

    private mutating func rowIndex(_ cells: CellRow, _ row: Int) -> Int? {
        let place = places[SheetColumn.rowIndex.ordinal]
        if let index = cells.withCell(place, Self.plainNumber) { return index }
        let text = cells.text(place), trimmed = text.trimmed
        if let index = Int(trimmed), index >= 0 { return index }
        if !trimmed.isEmpty { report(row, text, "ROW_INDEX is no whole number from 0, left empty.") }
        return nil
    }

    /// A number of up to 18 digits and nothing else.
    private static func plainNumber(_ cell: UnsafeBufferPointer<UInt8>) -> Int? {
        guard (1...18).contains(cell.count) else { return nil }
        var number = 0
        for byte in cell {
            guard (48...57).contains(byte) else { return nil }
            number = number * 10 + Int(byte - 48)
        }
        return number
    }

    private mutating func subjects(_ cells: CellRow, _ row: Int) -> [String] {
        let place = places[SheetColumn.metadata.ordinal]
        let read: SubjectList? = cells.withCell(place) { cell in
            cell.isEmpty ? nil : subjectLists.value(cell) { SubjectList(text: $0) }
        }
        if read?.hasUnreadableBytes == true {
            report(row, cells.text(place), "METADATA has bytes that are no UTF-8, shown as \u{FFFD}. Save the sheet as CSV in UTF-8, import again.")
        }
        if let problem = read?.problem { report(row, cells.text(place), problem) }
        return read?.subjects ?? []
    }
}
