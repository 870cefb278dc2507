// An episode's sheet as values: what could be used of it, and what was wrong with the rest.

import Frames

/// One usable row of an episode's sheet.
public struct SheetRow: Equatable, Sendable {
    /// As Google shows it: the header is row 1.
    public let row: Int
    public let number: FrameNumber
    /// Folder of the image, ending in `/`, as the sheet has it; see `ImageAddress`.
    public var baseURL: String?
    public var rowIndex: Int?
    public var unsupervised, supervised, jonny: RarityClass?
    public var subjects: [String]
    /// Texts of class columns that are no class: a push compares them.
    public var unread: [SheetColumn: String]

    public init(row: Int, number: FrameNumber, baseURL: String? = nil, rowIndex: Int? = nil,
                unsupervised: RarityClass? = nil, supervised: RarityClass? = nil, jonny: RarityClass? = nil,
                subjects: [String] = [], unread: [SheetColumn: String] = [:]) {
        self.row = row
        self.number = number
        self.baseURL = baseURL
        self.rowIndex = rowIndex
        self.unsupervised = unsupervised
        self.supervised = supervised
        self.jonny = jonny
        self.subjects = subjects
        self.unread = unread
    }
}

/// What was wrong with one row, and what was done about it.
public struct SheetProblem: Equatable, Sendable, Codable, CustomStringConvertible {
    /// File name of the sheet.
    public let sheet: String
    /// As Google shows it: the header is row 1.
    public let row: Int
    /// What stands there, printable.
    public let found: String
    /// What was done, and what to do.
    public let action: String

    public init(sheet: String, row: Int, found: String, action: String) {
        self.sheet = sheet.printable(limit: 200)
        self.row = row
        self.found = found.printable()
        self.action = action
    }

    public var description: String { "\(sheet):\(row): \"\(found)\": \(action)" }
}

/// The rows of an episode's sheet, in the sheet's order, each frame number once.
public struct EpisodeSheet: Equatable, Sendable {
    public let rows: [SheetRow]
    public let problems: [SheetProblem]
    /// Columns that the sheet does not have: what was imported of them before stays.
    public let missing: Set<SheetColumn>
    /// Where each column stands, from 0; empty where that is not known.
    public let columns: [SheetColumn: Int]

    public init(rows: [SheetRow], problems: [SheetProblem] = [], missing: Set<SheetColumn> = [], columns: [SheetColumn: Int] = [:]) {
        self.rows = rows
        self.problems = problems
        self.missing = missing
        self.columns = columns
    }
}
