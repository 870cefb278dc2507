// From the cells of an episode's sheet to frames. Whatever departs from domain.md is told by row, and never guessed silently.

import Frames

extension EpisodeSheet {
    /// Reads an episode's sheet from a CSV file.
    ///
    /// - Throws: `IngestError` where the file cannot be read or lacks a column that it cannot do without.
    public static func readCSV(path: String, episode: EpisodeCode) throws(IngestError) -> EpisodeSheet {
        try EpisodeSheet(csv: try FileBytes.read(path), name: path.split(separator: "/").last.map(String.init) ?? path, place: path, episode: episode)
    }

    /// Reads the text of a CSV file.
    /// - Parameters:
    ///   - name: what problems call the sheet.
    ///   - place: where it came from, for errors.
    init(csv bytes: [UInt8], name: String, place: String, episode: EpisodeCode) throws(IngestError) {
        var csv = try CSVReader(bytes, path: place)
        guard let header = try csv.next() else {
            throw .malformed(path: place, place: "", reason: "is empty. Export the sheet of \(episode) again.")
        }
        var reader = try SheetReader(header: header, name: name, place: place, episode: episode)
        while let cells = try csv.next() { reader.add(cells, row: csv.row) }
        self = reader.sheet
    }

    /// Reads rows of cells, the header first, as the Sheets API gives them.
    init(cells: [[String]], name: String, place: String, episode: EpisodeCode) throws(IngestError) {
        guard let header = cells.first else { throw .malformed(path: place, place: "", reason: "is empty. Is it the right tab?") }
        var reader = try SheetReader(header: header, name: name, place: place, episode: episode)
        for (index, row) in cells.enumerated().dropFirst() { reader.add(row, row: index + 1) }
        self = reader.sheet
    }
}

/// Takes rows of cells, wherever they come from; cells that are missing at the end of a row are empty.
struct SheetReader {
    private let name: String
    private let episode: EpisodeCode
    private let columns: [SheetColumn: Int]
    /// The same by `SheetColumn.ordinal`, since it is asked for every cell; -1 where there is none.
    private let places: [Int]
    private var rows: [SheetRow] = []
    private var problems: [SheetProblem] = []
    private var rowOfFrame: [FrameNumber: Int] = [:]
    /// Few different cells fill thousands of rows.
    private var classes: [String: RarityClass?] = [:]
    private var addresses: [String: ImageFolder?] = [:]
    private var subjectLists: [String: SubjectList] = [:]
    private var slashWasAdded = false
    private var unread: [Int: [SheetColumn: String]] = [:]

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

    var sheet: EpisodeSheet {
        EpisodeSheet(rows: rows, problems: problems, missing: Set(SheetColumn.allCases).subtracting(columns.keys), columns: columns, unread: unread)
    }

    mutating func add(_ cells: [String], row: Int) {
        let text = cell(.frameNumber, cells)
        guard let number = FrameNumber(text: text) else {
            if !text.trimmed.isEmpty {
                report(row, text, "no frame number can be like this; the row is left out.")
            } else if let rest = cells.first(where: { !$0.trimmed.isEmpty }) {
                report(row, rest, "the row has no frame number; left out.")
            }
            return
        }
        guard number.episode == episode else {
            return report(row, text, "a frame of \(number.episode) in the sheet of \(episode); the row is left out.")
        }
        if let first = rowOfFrame[number] {
            return report(row, text, "the frame stands in row \(first) already, which counts; this row is left out.")
        }
        rowOfFrame[number] = row
        rows.append(SheetRow(
            row: row, number: number, baseURL: baseURL(cells, row), rowIndex: rowIndex(cells, row),
            unsupervised: rarity(.unsupervised, cells, row), supervised: rarity(.supervised, cells, row),
            jonny: rarity(.jonny, cells, row), subjects: subjects(cells, row)))
    }

    private func cell(_ column: SheetColumn, _ cells: [String]) -> String {
        let index = places[column.ordinal]
        return index >= 0 && index < cells.count ? cells[index] : ""
    }

    private mutating func report(_ row: Int, _ found: String, _ action: String) {
        problems.append(SheetProblem(sheet: name, row: row, found: found, action: action))
    }

    private mutating func rarity(_ column: SheetColumn, _ cells: [String], _ row: Int) -> RarityClass? {
        let text = cell(column, cells)
        if text.isEmpty { return nil }
        let known: RarityClass?
        if let earlier = classes[text] {
            known = earlier
        } else {
            known = RarityClass(text: text)
            classes[text] = .some(known)
        }
        if known == nil, !text.trimmed.isEmpty {
            let hint = RarityClass.nearest(to: text).map { " Did you mean \($0)?" } ?? ""
            unread[row, default: [:]][column] = text
            report(row, text, "unknown class in \(column.rawValue), left empty.\(hint) Correct it, import again.")
        }
        return known
    }

    private mutating func baseURL(_ cells: [String], _ row: Int) -> String? {
        let text = cell(.baseURL, cells)
        let folder: ImageFolder?
        if let earlier = addresses[text] {
            folder = earlier
        } else {
            folder = ImageFolder(text: text)
            addresses[text] = .some(folder)
        }
        guard let folder else {
            let what = text.trimmed.isEmpty ? "no base URL" : "no base URL can be like this"
            report(row, text, "\(what); the frame is kept and has no image.")
            return nil
        }
        if folder.slashWasAdded, !slashWasAdded {
            slashWasAdded = true
            report(row, text, "the base URL does not end in a slash; one was added, here and in later rows.")
        }
        return folder.base
    }

    private mutating func rowIndex(_ cells: [String], _ row: Int) -> Int? {
        let text = cell(.rowIndex, cells)
        if let index = Int(text) { return index }
        let trimmed = text.trimmed
        if let index = Int(trimmed) { return index }
        if !trimmed.isEmpty { report(row, text, "ROW_INDEX is no whole number, left empty.") }
        return nil
    }

    private mutating func subjects(_ cells: [String], _ row: Int) -> [String] {
        let text = cell(.metadata, cells)
        if text.isEmpty || text == "[]" { return [] }
        let read = subjectLists[text] ?? SubjectList(text: text)
        subjectLists[text] = read
        if let problem = read.problem { report(row, text, problem) }
        return read.subjects
    }
}
