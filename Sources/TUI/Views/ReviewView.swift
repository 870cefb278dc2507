// The main screen: the frame, what is known of it, its shot, its episode.

import Frames
import Review

func drawReview(_ surface: inout Surface, _ state: AppState, _ pictures: Pictures, _ layout: MainLayout, _ theme: Theme) {
    drawHeader(&surface, state, layout.header, theme)
    guard state.film != nil, state.current != nil else {
        drawEmpty(&surface, state, layout.stage, theme)
        return
    }
    drawPicture(&surface, state, pictures, layout, theme)
    if layout.kind == .wide {
        drawSide(&surface, state, pictures, layout.side, theme)
        drawStrip(&surface, state, pictures, layout.strip, theme)
    } else {
        drawSideLines(&surface, state, layout.side, theme)
    }
    drawTimeline(&surface, state, layout.timeline, theme)
}

/// Position on the left, who reviews and whether all is saved on the right.
func drawHeader(_ surface: inout Surface, _ state: AppState, _ rect: Rect, _ theme: Theme) {
    surface.fill(rect, theme.bar)
    var x = 1
    if let film = state.film, let frame = state.current {
        x = surface.write(film.code.description, x: x, y: rect.y, theme.barStrong)
        x = surface.write(" \(theme.sign("▸", ">")) ", x: x, y: rect.y, theme.bar)
        x = surface.write("\(grouped(state.cursor + 1))/\(grouped(film.frames.count))", x: x, y: rect.y, theme.barStrong)
        x = surface.write("  \(frame.number.timecode.clock)", x: x, y: rect.y, theme.bar)
        if let queue = state.queue {
            let left = state.page.map { " \(grouped($0.left)) left" } ?? " …"
            x = surface.write("  queue: \(queue.rawValue)\(left)", x: x, y: rect.y, theme.barStrong, limit: rect.right - 24)
        }
        if let filter = state.filter {
            let count = state.matches.map { " \(grouped($0.count))" } ?? ""
            x = surface.write("  filter: \(filter.text.printable(limit: 40))\(count)", x: x, y: rect.y, theme.barStrong, limit: rect.right - 24)
        }
    } else {
        x = surface.write("Rarity", x: x, y: rect.y, theme.barStrong)
    }
    var right = "\(state.reviewer)  \(savedSign(state, theme)) "
    if !state.marks.isEmpty { right = "\(state.marks.count) marked  " + right }
    if state.shotScope { right = "keys: shot  " + right }
    let start = max(x + 1, rect.right - CellWidth.of(right))
    surface.write(right, x: start, y: rect.y, theme.bar, limit: rect.right)
}

private func savedSign(_ state: AppState, _ theme: Theme) -> String {
    state.saving.isEmpty ? theme.sign("●", "*") + " saved" : theme.sign("○", ".") + " saving"
}

private func drawEmpty(_ surface: inout Surface, _ state: AppState, _ rect: Rect, _ theme: Theme) {
    let lines = state.film == nil
        ? ["No episode is open.", "Tab lists the episodes."]
        : ["This episode has no frames.", "Import its sheet: rarity import EPISODES.json"]
    for (i, line) in lines.enumerated() {
        surface.write(line, x: rect.x + max(1, (rect.width - line.count) / 2), y: rect.y + rect.height / 2 + i, theme.quiet)
    }
}

/// A probability in three cells: `.71`, `1.0`.
func probability(_ value: Float) -> String {
    let hundredths = Int((value * 100).rounded())
    return hundredths >= 100 ? "1.0" : "." + (hundredths < 10 ? "0" : "") + "\(hundredths)"
}
