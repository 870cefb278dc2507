// What runs, and what the finished jobs said.

import Review

func drawProgress(_ surface: inout Surface, _ state: AppState, _ theme: Theme) {
    drawHeader(&surface, state, Rect(x: 0, y: 0, width: surface.width, height: 1), theme)
    var y = 2
    if let job = state.job {
        surface.write(jobText(job, theme), x: 2, y: y, theme.key, limit: surface.width - 1)
    } else {
        surface.write("Nothing runs. T trains.", x: 2, y: y, theme.quiet)
    }
    y += 2
    let lines = state.journal.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + [""] }
    for line in lines.suffix(max(0, surface.height - 3 - y)) {
        surface.write(line.printable(limit: 400), x: 2, y: y, theme.text, limit: surface.width - 1)
        y += 1
    }
}
