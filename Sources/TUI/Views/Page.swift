// The frame of a report screen: header, title, and the room below for what it shows.

import Frames

/// Draws header and title.
/// - Returns: where the screen may draw; status and hints lie below it.
func drawPage(_ surface: inout Surface, _ state: AppState, title: String, _ subtitle: String, _ theme: Theme) -> Rect {
    drawHeader(&surface, state, Rect(x: 0, y: 0, width: surface.width, height: 1), theme)
    let isRoomy = surface.height >= 20
    let y = isRoomy ? 2 : 1, top = isRoomy ? 4 : 2
    let x = surface.write(title, x: 1, y: y, theme.strong)
    surface.write(subtitle, x: x + 2, y: y, theme.quiet, limit: surface.width - 1)
    return Rect(x: 1, y: top, width: surface.width - 2, height: surface.height - 2 - top)
}

/// A piece of text with its look.
struct Span {
    var text: String
    var style: CellStyle?

    init(_ text: String, _ style: CellStyle? = nil) { (self.text, self.style) = (text, style) }
}

/// A line in the middle of an empty page.
func drawNothing(_ surface: inout Surface, _ lines: [String], _ rect: Rect, _ theme: Theme) {
    for (i, line) in lines.flatMap({ wrapped($0, width: max(10, rect.width - 4)) }).enumerated() where i < rect.height {
        surface.write(line, x: rect.x, y: rect.y + i, theme.quiet, limit: rect.right)
    }
}
