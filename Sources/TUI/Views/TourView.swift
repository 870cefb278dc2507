// The tour: a box over the top of the picture, so that no fact about the frame is hidden.

func drawTour(_ surface: inout Surface, _ state: AppState, _ stage: Rect, _ theme: Theme) {
    guard let step = state.tourStep, let at = state.tour, state.screen == .review, state.help == nil, state.picker == nil else { return }
    let width = min(stage.width - 2, 66), lines = step.lines.flatMap { wrapped($0, width: width - 4) }
    let height = lines.count + 3
    guard height <= stage.height else {
        surface.write(" \(at + 1)/\(TourStep.all.count) \(step.lines.joined(separator: " "))", x: stage.x, y: stage.y, theme.bar, limit: stage.right)
        return
    }
    let box = Rect(x: stage.x + (stage.width - width) / 2, y: stage.y, width: width, height: height)
    drawBox(&surface, box, title: "\(at + 1) of \(TourStep.all.count) · \(step.title)", theme)
    for (i, line) in lines.enumerated() { surface.write(line, x: box.x + 2, y: box.y + 1 + i, theme.text, limit: box.right - 1) }
    surface.write("Esc ends the tour", x: box.x + 2, y: box.bottom - 2, theme.quiet, limit: box.right - 1)
}
