// The tour: a box over the lower right of the screen.

func drawTour(_ surface: inout Surface, _ state: AppState, _ theme: Theme) {
    guard let step = state.tourStep, let at = state.tour, state.screen == .review, state.help == nil, state.picker == nil else { return }
    let width = min(surface.width - 2, 66), lines = step.lines.flatMap { wrapped($0, width: width - 4) }
    let height = lines.count + 3
    guard surface.height >= height + 4 else { return }
    let box = Rect(x: surface.width - width - 1, y: surface.height - height - 3, width: width, height: height)
    drawBox(&surface, box, title: "\(at + 1) of \(TourStep.all.count) · \(step.title)", theme)
    for (i, line) in lines.enumerated() { surface.write(line, x: box.x + 2, y: box.y + 1 + i, theme.text, limit: box.right - 1) }
    surface.write("Esc ends the tour", x: box.x + 2, y: box.bottom - 2, theme.quiet, limit: box.right - 1)
}
