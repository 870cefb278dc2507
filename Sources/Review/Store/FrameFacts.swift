// The imported facts of a frame, to be compared with what a new sheet says.

import Frames
import GRDB
import Ingest

/// What a sheet says of one frame.
struct FrameFacts: Equatable {
    var sheetRow, rowIndex: Int?
    var baseURL: String?
    var classes: ImportedClasses
    /// JSON list.
    var subjects: String

    /// - Parameter subjects: of the row, encoded.
    init(_ row: SheetRow, subjects: String) {
        sheetRow = row.row
        rowIndex = row.rowIndex
        baseURL = row.baseURL
        classes = ImportedClasses(unsupervised: row.unsupervised, supervised: row.supervised, jonny: row.jonny)
        self.subjects = subjects
    }

    /// Columns: sheet_row, row_index, url, unsupervised, supervised, jonny, subjects from `first` on.
    init(_ row: Row, from first: Int) {
        sheetRow = row[first]
        rowIndex = row[first + 1]
        baseURL = row[first + 2]
        classes = ImportedClasses(unsupervised: row.rarity(first + 3), supervised: row.rarity(first + 4),
                                  jonny: row.rarity(first + 5))
        subjects = row[first + 6]
    }

    /// Leaves what stands in columns that the sheet does not have.
    mutating func keep(_ missing: Set<SheetColumn>, of earlier: FrameFacts) {
        for column in missing {
            switch column {
            case .rowIndex: rowIndex = earlier.rowIndex
            case .baseURL: baseURL = earlier.baseURL
            case .unsupervised: classes.unsupervised = earlier.classes.unsupervised
            case .supervised: classes.supervised = earlier.classes.supervised
            case .jonny: classes.jonny = earlier.classes.jonny
            case .metadata: subjects = earlier.subjects
            case .frameNumber: break
            }
        }
    }

    /// The cells that differ. That a row has moved is no change of its frame.
    func changes(from old: FrameFacts, row: Int, frame: String) -> [ImportReport.Change] {
        let cells: [(SheetColumn, String, String)] = [
            (.baseURL, old.baseURL ?? "", baseURL ?? ""),
            (.unsupervised, old.classes.unsupervised?.name ?? "", classes.unsupervised?.name ?? ""),
            (.supervised, old.classes.supervised?.name ?? "", classes.supervised?.name ?? ""),
            (.jonny, old.classes.jonny?.name ?? "", classes.jonny?.name ?? ""),
            (.metadata, old.subjects, subjects),
        ]
        return cells.filter { $0.1 != $0.2 }.map {
            .init(row: row, frame: frame, column: $0.0.rawValue, old: $0.1, new: $0.2)
        }
    }
}

/// A frame that was imported before.
struct KnownFrame {
    let id: FrameID
    let facts: FrameFacts

    /// All of an episode, by frame number.
    static func all(_ db: Database, _ episode: Int64) throws -> [String: KnownFrame] {
        let rows = try Row.fetchCursor(db, sql: """
            SELECT f.number, f.id, f.sheet_row, f.row_index, b.url, f.unsupervised, f.supervised, f.jonny, f.subjects
            FROM frame f LEFT JOIN base_url b ON b.id = f.base_url_id WHERE f.episode_id = ?
            """, arguments: [episode])
        var known: [String: KnownFrame] = [:]
        while let row = try rows.next() {
            known[row[0]] = KnownFrame(id: row[1], facts: FrameFacts(row, from: 2))
        }
        return known
    }
}
