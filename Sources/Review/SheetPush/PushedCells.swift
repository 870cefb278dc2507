// Cells that a push has written. The imported facts keep what stood there before, so that an undo brings it back,
// in effect at once and in the sheet with the next push.

import Frames
import GRDB
import Ingest

/// A cell that a push has written, or was writing when it was interrupted.
struct PushedCell: Equatable {
    /// What stood there before the first push.
    var before: String
    /// What was last known to stand there.
    var held: String
    /// What was put there, or was being put.
    var wanted: String

    /// Whether this text is there because of the push, or because the push never came so far.
    func explains(_ text: String) -> Bool { CellText.agree(text, wanted) || CellText.agree(text, held) }
}

/// All of an episode.
struct PushedCells {
    private(set) var cells: [FrameID: [SheetColumn: PushedCell]] = [:]

    init(_ db: Database, _ episode: Int64) throws {
        let rows = try Row.fetchCursor(db, sql: """
            SELECT pushed.frame_id, pushed.name, pushed.before, pushed.held, pushed.wanted
            FROM pushed_cell pushed CROSS JOIN frame f ON f.id = pushed.frame_id WHERE f.episode_id = ?
            """, arguments: [episode])
        while let row = try rows.next() {
            guard let column = SheetColumn(rawValue: row[1]) else { continue }
            cells[row[0], default: [:]][column] = PushedCell(before: row[2], held: row[3], wanted: row[4])
        }
    }

    /// The columns of a sheet's row that hold what a push put there: no news. Where somebody has changed the cell since,
    /// the push is forgotten and the sheet's word counts.
    func standing(_ db: Database, _ frame: FrameID, _ row: SheetRow, missing: Set<SheetColumn>) throws -> Set<SheetColumn> {
        guard let own = cells[frame] else { return [] }
        var standing: Set<SheetColumn> = []
        for (column, cell) in own where !missing.contains(column) {
            if cell.explains(row.text(column)) {
                standing.insert(column)
            } else {
                try Self.forget(db, frame, column)
            }
        }
        return standing
    }

    static func forget(_ db: Database, _ frame: FrameID, _ column: SheetColumn) throws {
        try db.cachedStatement(sql: "DELETE FROM pushed_cell WHERE frame_id = ? AND name = ?").execute(arguments: [frame, column.rawValue])
    }
}
