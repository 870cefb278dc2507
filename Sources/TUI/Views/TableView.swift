// Rows and columns with a cursor, as the report screens show them.

/// A column of a table.
struct TableColumn {
    let title: String
    let width: Int
    var isNumber = false
    /// Narrowest room in which it is shown.
    var from = 0
    /// Takes what is left.
    var fills = false
}

/// Draws a table; the selected row is in sight.
/// - Parameter lines: of each row, a span a column.
/// - Returns: the line below it.
@discardableResult
func drawTable(
    _ surface: inout Surface, _ columns: [TableColumn], _ lines: [[Span]], selected: Int? = nil, in rect: Rect, _ theme: Theme
) -> Int {
    guard rect.height >= 2 else { return rect.y }
    let shown = columns.indices.filter { columns[$0].from <= rect.width }
    let fixed = shown.reduce(0) { $0 + (columns[$1].fills ? 0 : columns[$1].width) } + 2 * max(0, shown.count - 1)
    var places: [(column: Int, x: Int, width: Int)] = []
    var x = rect.x
    for column in shown {
        let width = columns[column].fills ? max(columns[column].width, rect.width - fixed) : columns[column].width
        places.append((column, x, width))
        x += width + 2
    }
    func write(_ text: String, _ place: (column: Int, x: Int, width: Int), y: Int, _ style: CellStyle) {
        let end = min(rect.right, place.x + place.width)
        let start = columns[place.column].isNumber ? max(place.x, end - CellWidth.of(text)) : place.x
        surface.write(text, x: start, y: y, style, limit: end)
    }
    for place in places { write(columns[place.column].title, place, y: rect.y, theme.quiet) }
    let visible = rect.height - 1
    let first = max(0, min((selected ?? 0) - visible / 2, lines.count - visible))
    for (i, line) in lines.dropFirst(first).prefix(visible).enumerated() {
        let y = rect.y + 1 + i, isSelected = first + i == selected
        if isSelected { surface.fill(Rect(x: rect.x - 1, y: y, width: rect.width + 2, height: 1), theme.selected) }
        for place in places where place.column < line.count {
            let span = line[place.column]
            write(span.text, place, y: y, isSelected ? theme.selected : span.style ?? theme.text)
        }
    }
    return rect.y + 1 + min(visible, lines.count)
}
