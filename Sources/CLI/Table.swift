// Aligned columns for people: words to the left, numbers to the right.

struct Table {
    private var rows: [[String]]
    /// Columns that hold numbers.
    private let numbers: Set<Int>

    init(_ header: [String], numbers: Set<Int>) {
        rows = [header]
        self.numbers = numbers
    }

    mutating func add(_ row: [String]) { rows.append(row) }

    /// One line a row, two spaces between columns.
    var lines: [String] {
        let widths = (rows.first ?? []).indices.map { column in
            rows.map { $0[column].count }.max() ?? 0
        }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let space = String(repeating: " ", count: widths[column] - cell.count)
                line += (column == 0 ? "" : "  ") + (numbers.contains(column) ? space + cell : cell + space)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
