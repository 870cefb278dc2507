// Small groups of figures, placed where there is room: beside the main part of a screen first, then below it.

/// A titled group of lines; each line is made of spans that stand in columns.
struct Block {
    let title: String
    var lines: [[Span]]
    /// Where the spans of a line begin.
    var stops: [Int]

    init(_ title: String, stops: [Int], _ lines: [[Span]]) { (self.title, self.stops, self.lines) = (title, stops, lines) }

    var height: Int { lines.count + 1 }
}

/// Draws blocks into columns, one under the other; what has no room is left out.
/// - Parameter columns: in the order in which they are filled.
func drawBlocks(_ surface: inout Surface, _ blocks: [Block], into columns: [Rect], _ theme: Theme) {
    var tops = columns.map(\.y)
    for block in blocks {
        guard let column = columns.indices.first(where: { tops[$0] + block.height <= columns[$0].bottom && columns[$0].width >= 24 }) else { continue }
        let rect = columns[column], y = tops[column]
        surface.write(block.title, x: rect.x, y: y, theme.strong, limit: rect.right)
        for (i, line) in block.lines.enumerated() {
            for (stop, span) in zip(block.stops, line) where stop < rect.width {
                surface.write(span.text, x: rect.x + stop, y: y + 1 + i, span.style ?? theme.text, limit: rect.right)
            }
        }
        tops[column] = y + block.height + 1
    }
}

/// Text at the right end of so many cells.
func rightAligned(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - CellWidth.of(text))) + text
}
