// Training: what runs and how it goes, how good the kept models are one after the other, and what the finished jobs said.

import Frames
import Review

func drawJobs(_ surface: inout Surface, _ state: AppState, _ theme: Theme) {
    let current = state.reports.models.first(where: \.isCurrent)
    let page = drawPage(&surface, state, title: "Training", current.map { "\($0.name.printable(limit: 30)) is current" } ?? "no model yet: T trains", theme)
    var y = page.y
    if let job = state.job {
        let end = surface.write(jobText(job, theme), x: page.x, y: y, theme.key, limit: page.right)
        surface.write("   Ctrl-C stops it", x: end, y: y, theme.quiet, limit: page.right)
    } else {
        surface.write("Nothing runs. T trains, M evaluates, t tunes, i estimates; :train compact trains a network from scratch.", x: page.x, y: y, theme.quiet, limit: page.right)
    }
    y += 2
    let isWide = page.width >= 78, width = isWide ? page.width / 2 - 2 : page.width
    var room = Rect(x: page.x, y: y, width: width, height: page.bottom - y)
    let curves = curves(state, theme)
    let height = max(4, min(9, room.height / max(1, curves.count + (isWide ? 0 : 1)) - 1))
    for curve in curves where room.height >= 4 {
        drawCurve(&surface, curve, in: Rect(x: room.x, y: room.y, width: room.width, height: min(height, room.height)), theme)
        room = Rect(x: room.x, y: room.y + height + 1, width: room.width, height: room.height - height - 1)
    }
    let right = isWide ? Rect(x: page.x + page.width / 2 + 1, y: y, width: page.width - page.width / 2 - 1, height: page.bottom - y) : room
    let below = drawFigures(&surface, current, in: right, theme)
    drawJournal(&surface, state, in: Rect(x: right.x, y: below, width: right.width, height: right.bottom - below), theme)
}

/// The loss of what runs; the errors of the kept models, scenes held out; those of the tuning rounds.
private func curves(_ state: AppState, _ theme: Theme) -> [Curve] {
    var curves: [Curve] = []
    if let job = state.job, !job.curve.isEmpty { curves.append(Curve(title: "Loss", values: job.curve, style: theme.key)) }
    if let job = state.job, !job.errors.isEmpty {
        curves.append(Curve(title: "Error a pass, held out", values: job.errors, style: theme.good) { percent($0) })
    }
    let errors = state.reports.models.reversed().map { ModelFigures($0)?.validation.scenes.map { (1 - $0.right) * 100 } }
    if errors.contains(where: { $0 != nil }) {
        curves.append(Curve(title: "Error of the models, scenes held out", values: errors, style: theme.accent) { percent($0) })
    }
    let audited = state.reports.tuning.rounds.map(\.errorPercent)
    if audited.contains(where: { $0 != nil }) {
        curves.append(Curve(title: "Error of the tuning rounds, audited", values: audited, style: theme.good) { percent($0) })
    }
    return curves
}

private func drawFigures(_ surface: inout Surface, _ model: ModelRecord?, in rect: Rect, _ theme: Theme) -> Int {
    guard let model, let figures = ModelFigures(model), rect.height >= 3 else { return rect.y }
    let validation = figures.validation
    let columns = [TableColumn(title: "held out", width: 8), TableColumn(title: "right", width: 7, isNumber: true),
                   TableColumn(title: "F1", width: 5, isNumber: true), TableColumn(title: "ECE", width: 5, isNumber: true)]
        + figures.classes.map { TableColumn(title: String($0.prefix(1)), width: 4, isNumber: true, from: 61) }
    let rows = [("scenes", validation.scenes), ("shots", validation.shots), ("random", validation.random)].map { name, one in
        [Span(name, theme.quiet), Span(one.map { percent($0.right * 100) } ?? "too few"), Span(one.map { FigureBlocks.share($0.macroF1) } ?? ""),
         Span(one.map { FigureBlocks.share($0.ece) } ?? "")] + (one?.recall ?? []).map { Span($0.map { wholePercent($0).replacing(" %", with: "") } ?? theme.sign("–", "-")) }
    }
    return drawTable(&surface, columns, rows, in: rect, theme) + 1
}

private func drawJournal(_ surface: inout Surface, _ state: AppState, in rect: Rect, _ theme: Theme) {
    let lines = state.journal.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + [""] }
    for (i, line) in lines.suffix(max(0, rect.height)).enumerated() {
        surface.write(line.printable(limit: 400), x: rect.x, y: rect.y + i, theme.text, limit: rect.right)
    }
}
