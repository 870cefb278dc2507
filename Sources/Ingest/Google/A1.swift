// Cells as people and the Sheets API name them: F17, 'It''s'!F17:F20.

/// A1 notation. Columns count from 0, rows from 1, as elsewhere in this module.
public enum A1 {
    /// `A` … `Z`, `AA` …
    public static func letters(_ column: Int) -> String {
        let rest = column / 26
        let last = String(UnicodeScalar(UInt8(65 + column % 26)))
        return rest == 0 ? last : letters(rest - 1) + last
    }

    public static func cell(column: Int, row: Int) -> String { "\(letters(column))\(row)" }

    /// Cells one below the other in a tab.
    static func range(_ tab: String, column: Int, rows: ClosedRange<Int>) -> String {
        "\(quoted(tab))!\(cell(column: column, row: rows.lowerBound)):\(cell(column: column, row: rows.upperBound))"
    }

    /// A whole column.
    static func column(_ tab: String, _ column: Int) -> String { "\(quoted(tab))!\(letters(column)):\(letters(column))" }

    static func header(_ tab: String) -> String { "\(quoted(tab))!1:1" }

    /// The whole tab: in quotes a name is never taken for a cell.
    static func quoted(_ tab: String) -> String { "'" + tab.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'" }
}
