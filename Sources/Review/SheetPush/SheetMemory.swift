// What an import leaves for a later push: where the columns stood, and texts that were no class.

import Frames
import GRDB
import Ingest

enum SheetMemory {
    /// Replaces what an earlier import left.
    static func keep(_ db: Database, _ episode: Int64, _ sheet: EpisodeSheet) throws {
        try db.execute(sql: "DELETE FROM sheet_column WHERE episode_id = ?", arguments: [episode])
        for (column, position) in sheet.columns {
            try db.execute(sql: "INSERT INTO sheet_column VALUES (?, ?, ?)", arguments: [episode, column.rawValue, position])
        }
        try db.execute(sql: "DELETE FROM unread_cell WHERE EXISTS (SELECT 1 FROM frame WHERE id = frame_id AND episode_id = ?)", arguments: [episode])
        for (row, cells) in sheet.unread {
            guard let number = sheet.frame(inRow: row) else { continue }
            for (column, text) in cells {
                try db.cachedStatement(sql: "INSERT INTO unread_cell SELECT id, ?, ? FROM frame WHERE number = ?")
                    .execute(arguments: [column.rawValue, text, number.description])
            }
        }
    }

    /// Where the columns stood, from 0; empty where the episode was imported by an earlier Rarity.
    static func columns(_ db: Database, _ episode: Int64) throws -> [SheetColumn: Int] {
        var columns: [SheetColumn: Int] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT name, position FROM sheet_column WHERE episode_id = ?", arguments: [episode]) {
            if let column = SheetColumn(rawValue: row[0]) { columns[column] = row[1] }
        }
        return columns
    }
}

extension EpisodeSheet {
    /// What stands in a class column, as far as an import remembers it.
    func text(_ column: SheetColumn, _ row: SheetRow) -> String {
        if let text = unread[row.row]?[column] { return text }
        switch column {
        case .unsupervised: return row.unsupervised?.name ?? ""
        case .supervised: return row.supervised?.name ?? ""
        case .jonny: return row.jonny?.name ?? ""
        default: return ""
        }
    }
}

enum CellText {
    /// Whether two cells say the same: the same class however it is spelt, or the same text.
    static func agree(_ a: String, _ b: String) -> Bool {
        a == b || (RarityClass(text: a) == RarityClass(text: b) && (RarityClass(text: a) != nil || a.trimmed == b.trimmed))
    }
}
