// The frame itself, with its histogram over the lower rows, in a panel, or large in its place; or two frames side by side.

import Frames
import Review

func drawPicture(_ surface: inout Surface, _ state: AppState, _ pictures: Pictures, _ layout: MainLayout, _ theme: Theme) {
    if state.histogram == .large, let histogram = pictures.histogram, layout.stage.height >= 8 {
        return drawLargeHistogram(&surface, histogram, in: layout.stage, theme)
    }
    if let pinned = state.pinned, let film = state.film, film.frames.indices.contains(pinned) {
        let places = layout.pair()
        draw(pictures.pinned, on: &surface, in: places.left)
        draw(pictures.main, on: &surface, in: places.right)
        drawCaption(&surface, film.frames[pinned], state, below: places.left, theme)
        if let current = state.current { drawCaption(&surface, current, state, below: places.right, theme) }
        return
    }
    let rect = layout.picture()
    guard pictures.main != nil else {
        let reason = pictures.missing ?? ""
        let lines = wrapped(reason, width: max(10, layout.stage.width - 8))
        for (i, line) in lines.enumerated() {
            let x = layout.stage.x + max(1, (layout.stage.width - CellWidth.of(line)) / 2)
            surface.write(line, x: x, y: rect.y + rect.height / 2 - lines.count / 2 + i, theme.quiet)
        }
        return
    }
    draw(pictures.main, on: &surface, in: rect)
    if state.window.zoom > 1 {
        surface.write(" \(state.window.zoom)\(theme.sign("×", "x")) Shift-arrows move, Z less ", x: rect.x, y: rect.y, theme.barStrong, limit: rect.right)
    }
}

private func draw(_ picture: CellPicture?, on surface: inout Surface, in rect: Rect) {
    guard let picture else { return }
    surface.draw(picture, x: rect.x + (rect.width - picture.columns) / 2, y: rect.y + (rect.height - picture.rows) / 2)
}

/// Class and time of one of two frames.
private func drawCaption(_ surface: inout Surface, _ frame: FrameRecord, _ state: AppState, below rect: Rect, _ theme: Theme) {
    var x = rect.x
    if !state.hidesOpinions, let rarity = frame.state.label ?? frame.prediction?.rarity {
        let text = "\(theme.shape(rarity)) \(rarity.name)\(frame.state.label == nil ? " predicted" : "")"
        x = surface.write(text, x: x, y: rect.bottom, theme.style(rarity, bold: true), limit: rect.right) + 2
    }
    let clock = frame.number.timecode.clock
    if x + clock.count <= rect.right { surface.write(clock, x: x, y: rect.bottom, theme.quiet) }
}

/// The standardised histogram on the whole stage, with the scale of its densities.
private func drawLargeHistogram(_ surface: inout Surface, _ one: FrameHistogram, in stage: Rect, _ theme: Theme) {
    let histogram = one.histogram, width = (histogram.edges.last ?? 0) - (histogram.edges.first ?? 0)
    let bins = histogram.density.count, each = bins > 0 ? width / Double(bins) : 0
    surface.write("Standardised histogram", x: stage.x + 1, y: stage.y + 1, theme.strong, limit: stage.right)
    let facts = "\(bins) bins of \(decimal(each, 2)) deviations; the line is the normal curve; mean and deviation of the grey levels"
    surface.write(facts, x: stage.x + 1, y: stage.y + 2, theme.quiet, limit: stage.right)
    let chart = Rect(x: stage.x + 6, y: stage.y + 4, width: stage.width - 8, height: stage.height - 5)
    guard chart.height >= 4, chart.width >= 16 else { return }
    one.overlay(theme).draw(on: &surface, in: chart, mode: theme.histogramMode)
    let most = max(histogram.density.max() ?? 0, Histogram.normal(0))
    surface.write(rightAligned(decimal(most, 2), 5), x: stage.x, y: chart.y + 1, theme.quiet)
    surface.write(rightAligned("0", 5), x: stage.x, y: chart.bottom - 2, theme.quiet)
}

/// Text broken at spaces.
func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
        if !line.isEmpty, CellWidth.of(line) + 1 + CellWidth.of(String(word)) > width {
            lines.append(line)
            line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [line]
}
