// What an import leaves for a later push: where the columns stood, and texts that were no class.

import Frames
import GRDB
import Ingest

enum SheetMemory {
    /// Replaces what an earlier import left.
    static func keep(_ db: Database, _ episode: Int64, columns: [SheetColumn: Int], unread: [(frame: FrameID, texts: [SheetColumn: String])]) throws {
        try db.execute(sql: "DELETE FROM sheet_column WHERE episode_id = ?", arguments: [episode])
        for (column, position) in columns {
            try db.execute(sql: "INSERT INTO sheet_column VALUES (?, ?, ?)", arguments: [episode, column.rawValue, position])
        }
        try db.execute(sql: "DELETE FROM unread_cell WHERE EXISTS (SELECT 1 FROM frame WHERE id = frame_id AND episode_id = ?)", arguments: [episode])
        for (frame, texts) in unread {
            for (column, text) in texts {
                try db.cachedStatement(sql: "INSERT INTO unread_cell VALUES (?, ?, ?)").execute(arguments: [frame, column.rawValue, text])
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

extension SheetRow {
    /// What stands in a class column, as far as an import remembers it.
    func text(_ column: SheetColumn) -> String {
        if let text = unread[column] { return text }
        switch column {
        case .unsupervised: return unsupervised?.name ?? ""
        case .supervised: return supervised?.name ?? ""
        case .jonny: return jonny?.name ?? ""
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
