// The whole screen: the one function from state to cells.

/// Draws the screen that the state asks for.
/// - Returns: the surface, and where the caret stands while something is typed.
public func drawScreen(_ state: AppState, _ pictures: Pictures, _ theme: Theme) -> (surface: Surface, caret: (x: Int, y: Int)?) {
    var surface = Surface(width: state.width, height: state.height)
    surface.ground = theme.ground
    let layout = MainLayout(width: state.width, height: state.height)
    guard layout.kind != .tooSmall else {
        drawTooSmall(&surface, theme)
        return (surface, nil)
    }
    switch state.screen {
    case .review: drawReview(&surface, state, pictures, layout, theme)
    case .episodes: drawEpisodes(&surface, state, theme)
    case .sheet: drawSheet(&surface, state, pictures, theme)
    case .overview: drawOverview(&surface, state, theme)
    case .confusion: drawConfusion(&surface, state, theme)
    case .tuning: drawTuning(&surface, state, theme)
    case .estimate: drawEstimate(&surface, state, theme)
    case .jobs: drawJobs(&surface, state, theme)
    case .models: drawModels(&surface, state, theme)
    case .history: drawHistory(&surface, state, theme)
    case .reviewers: drawReviewers(&surface, state, theme)
    }
    drawStatus(&surface, state, layout.status, theme)
    drawHints(&surface, state, layout.hints, theme)
    drawTour(&surface, state, layout.stage, theme)
    if let picker = state.picker { drawPicker(&surface, picker, theme) }
    let caret = state.help.map { drawHelp(&surface, $0, state, theme) } ?? drawPrompt(&surface, state, layout.status, below: layout.hints, theme)
    return (surface, caret)
}

private func drawTooSmall(_ surface: inout Surface, _ theme: Theme) {
    let size = MainLayout.smallest
    surface.write("Too small:", x: 0, y: 0, theme.strong)
    surface.write("\(size.width)x\(size.height) needed", x: 0, y: 1, theme.strong)
    surface.write("q quits", x: 0, y: 2, theme.quiet)
}
