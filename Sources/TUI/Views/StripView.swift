// The shot of the frame: a caption that says what `s` would do, and its frames as small pictures.

import Frames
import Review

func drawStrip(_ surface: inout Surface, _ state: AppState, _ pictures: Pictures, _ rect: Rect, _ theme: Theme) {
    guard !rect.isEmpty, let film = state.film else { return }
    drawCaption(&surface, state, film, rect, theme)
    if rect.height == 2 { drawLetters(&surface, state, film, Rect(x: 1, y: rect.y + 1, width: rect.width - 2, height: 1), theme) }
    for place in stripPlaces(state, rect) {
        guard let picture = pictures.thumbs[place.position] else { continue }
        for row in 0..<min(picture.rows, place.rect.height) {
            for column in 0..<min(picture.columns, place.rect.width) {
                surface[place.rect.x + column, place.rect.y + row] = picture.cells[row * picture.columns + column]
            }
        }
        drawThumbLine(&surface, film.frames[place.position], place, state, theme)
    }
}

/// A frame of the strip and where its small picture lies; the last row is its class.
public struct StripPlace: Equatable, Sendable {
    public let position: Int
    public let rect: Rect
}

/// The frames of the strip: those of the shot around the cursor, the cursor in the middle where it can be.
public func stripPlaces(_ state: AppState, _ rect: Rect) -> [StripPlace] {
    let rows = rect.height - 2
    guard rows >= 2, let film = state.film, state.current != nil else { return [] }
    let columns = Int((Double(rows) * 32 / 9).rounded())
    let count = (rect.width - 1) / (columns + 1)
    let bounds = state.currentShot.map { $0.first...$0.last } ?? 0...(film.frames.count - 1)
    let shown = min(count, bounds.count)
    let first = max(bounds.lowerBound, min(state.cursor - shown / 2, bounds.upperBound + 1 - shown))
    return (0..<shown).map {
        StripPlace(position: first + $0, rect: Rect(x: 1 + $0 * (columns + 1), y: rect.y + 1, width: columns, height: rows))
    }
}

private func drawThumbLine(_ surface: inout Surface, _ frame: FrameRecord, _ place: StripPlace, _ state: AppState, _ theme: Theme) {
    let y = place.rect.bottom
    let isCursor = place.position == state.cursor
    let rarity = state.hidesOpinions ? nil : frame.state.label ?? frame.prediction?.rarity
    let sign = rarity.map { String(theme.shape($0)) + String($0.letter) } ?? theme.sign("·", ".")
    var style = rarity.map { theme.style($0, bold: isCursor) } ?? theme.quiet
    if frame.disagrees, !state.hidesOpinions { style.underline = true }
    let text = (isCursor ? theme.sign("▲ ", "^ ") : "") + sign + (frame.disagrees && !state.hidesOpinions ? "≠" : "")
    let x = place.rect.x + max(0, (place.rect.width - CellWidth.of(text)) / 2)
    surface.write(text, x: x, y: y, style, limit: place.rect.right)
    if state.marks.contains(place.position) { surface.write(theme.sign("✔", "x"), x: place.rect.x, y: y, theme.key) }
}

/// Where there is no room for pictures: the classes of the shot's frames, a sign each.
private func drawLetters(_ surface: inout Surface, _ state: AppState, _ film: Film, _ rect: Rect, _ theme: Theme) {
    guard let shot = state.currentShot, !state.hidesOpinions else { return }
    let count = min(rect.width, shot.last - shot.first + 1)
    let first = max(shot.first, min(state.cursor - count / 2, shot.last + 1 - count))
    for i in 0..<count {
        let frame = film.frames[first + i]
        let rarity = frame.state.label ?? frame.prediction?.rarity
        var style = rarity.map { theme.style($0) } ?? theme.quiet
        style.underline = frame.disagrees
        style.reverse = first + i == state.cursor
        surface[rect.x + i, rect.y] = Cell(rarity.map(theme.shape) ?? Character(theme.sign("·", ".")), style)
    }
}

private func drawCaption(_ surface: inout Surface, _ state: AppState, _ film: Film, _ rect: Rect, _ theme: Theme) {
    let rule = String(repeating: theme.sign("─", "-"), count: rect.width)
    surface.write(rule, x: rect.x, y: rect.y, theme.rule)
    guard let shot = state.currentShot else {
        surface.write(" shots are not found yet ", x: 2, y: rect.y, theme.quiet)
        return
    }
    let frames = film.frames[shot.first...shot.last]
    let scene = " · scene \(shot.scene + 1)"
    var x = surface.write(" shot \(shot.index + 1) of \(film.shots.count)\(scene) · \(frames.count) frame\(frames.count == 1 ? "" : "s") ", x: 2, y: rect.y, theme.quiet)
    guard !state.hidesOpinions else { return }
    for rarity in RarityClass.allCases {
        let count = frames.count { $0.state.label == rarity }
        if count > 0 { x = surface.write(" \(theme.shape(rarity)) \(count)", x: x, y: rect.y, theme.style(rarity)) }
    }
    if let rarity = state.shotLabel {
        x = surface.write("   s ", x: x, y: rect.y, theme.key)
        x = surface.write("\(theme.sign("→", "->")) \(rarity.name) ", x: x, y: rect.y, theme.style(rarity))
    } else {
        surface.write(" ", x: x, y: rect.y)
    }
}
