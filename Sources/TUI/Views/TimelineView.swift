// The whole episode in one row of columns: labelled above, predicted below, the cursor under both.

import Frames
import Review

func drawTimeline(_ surface: inout Surface, _ state: AppState, _ rect: Rect, _ theme: Theme) {
    guard rect.height >= 3, let film = state.film, !film.frames.isEmpty, !state.hidesOpinions else { return }
    guard let place = timelineColumns(rect) else { return }
    let left = place.lowerBound, columns = place.count
    surface.write("labelled", x: rect.x + 1, y: rect.y, theme.quiet)
    surface.write("predicted", x: rect.x + 1, y: rect.y + 1, theme.quiet)
    let count = film.frames.count
    for column in 0..<columns {
        let range = (column * count / columns)..<max(column * count / columns + 1, (column + 1) * count / columns)
        let classes = film.classes[range]
        drawColumn(&surface, prevalent(classes) { $0.label }, x: left + column, y: rect.y, theme)
        drawColumn(&surface, prevalent(classes) { $0.predicted }, x: left + column, y: rect.y + 1, theme)
        if classes.contains(where: { $0.disagrees }) { surface.write(theme.sign("·", "."), x: left + column, y: rect.y + 2, theme.bad) }
    }
    let at = left + min(columns - 1, state.cursor * columns / count)
    surface.write(theme.sign("▲", "^"), x: at, y: rect.y + 2, theme.strong)
}

/// Where the columns of the timeline lie; `nil` where there is no room for them.
func timelineColumns(_ rect: Rect) -> Range<Int>? {
    let left = rect.x + 11
    return rect.right - 1 - left > 4 ? left..<rect.right - 1 : nil
}

/// The class of a column: the most frequent of its frames, of equals the rarer.
private func prevalent(_ classes: ArraySlice<ClassPair>, _ rarity: (ClassPair) -> RarityClass?) -> RarityClass? {
    var counts = [Int](repeating: 0, count: RarityClass.count)
    for pair in classes {
        if let rarity = rarity(pair) { counts[rarity.rawValue] += 1 }
    }
    guard let most = counts.max(), most > 0 else { return nil }
    return counts.lastIndex(of: most).flatMap(RarityClass.init(rawValue:))
}

private func drawColumn(_ surface: inout Surface, _ rarity: RarityClass?, x: Int, y: Int, _ theme: Theme) {
    guard let rarity else {
        surface.write(theme.sign("·", "."), x: x, y: y, theme.rule)
        return
    }
    surface[x, y] = Cell(theme.column(rarity), theme.style(rarity))
}
