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

/// Position, queue and filter on the left, who reviews and whether all is saved on the right; a narrow one leaves out
/// what can be seen elsewhere.
func drawHeader(_ surface: inout Surface, _ state: AppState, _ rect: Rect, _ theme: Theme) {
    surface.fill(rect, theme.bar)
    let isNarrow = rect.width < 72, right = headerEnd(state, isNarrow: isNarrow, theme), limit = rect.right - CellWidth.of(right) - 1
    surface.write(right, x: limit + 1, y: rect.y, theme.bar, limit: rect.right)
    guard let film = state.film, let frame = state.current else {
        surface.write("Rarity", x: 1, y: rect.y, theme.barStrong)
        return
    }
    var x = surface.write(film.code.description, x: 1, y: rect.y, theme.barStrong, limit: limit)
    x = surface.write(" \(theme.sign("▸", ">")) ", x: x, y: rect.y, theme.bar, limit: limit)
    x = surface.write("\(grouped(state.cursor + 1))/\(grouped(film.frames.count))", x: x, y: rect.y, theme.barStrong, limit: limit)
    let leads = state.queue != nil || state.filter != nil
    if !isNarrow || !leads && x + 13 <= limit { x = surface.write("  \(frame.number.timecode.clock)", x: x, y: rect.y, theme.bar, limit: limit) }
    if let queue = state.queue {
        let left = state.page.map { isNarrow ? " \(grouped($0.left))" : ", \(grouped($0.left)) left" } ?? " …"
        x = surface.write("  \(isNarrow ? "" : "queue: ")\(queue.rawValue)\(left)", x: x, y: rect.y, theme.barStrong, limit: limit)
    }
    if let filter = state.filter {
        let count = state.matches.map { ": \(grouped($0.count))" } ?? ""
        surface.write("  \(isNarrow ? "" : "filter: ")\(filter.text.printable(limit: 60))\(count)", x: x, y: rect.y, theme.barStrong, limit: limit)
    }
}

private func headerEnd(_ state: AppState, isNarrow: Bool, _ theme: Theme) -> String {
    var words: [String] = []
    if state.shotScope { words.append("keys: shot") }
    if !state.marks.isEmpty { words.append("\(state.marks.count) marked") }
    if !isNarrow { words.append(state.reviewer) }
    return (words + [savedSign(state, isShort: isNarrow, theme)]).joined(separator: "  ") + " "
}

private func savedSign(_ state: AppState, isShort: Bool, _ theme: Theme) -> String {
    let (sign, word) = state.saving.isEmpty ? (theme.sign("●", "*"), " saved") : (theme.sign("○", "."), " saving")
    return isShort ? sign : sign + word
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
