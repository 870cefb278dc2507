// Tuning: what is wanted, how far the audit bounds the error, the rounds so far, and what to review next.

import Frames
import Review

func drawTuning(_ surface: inout Surface, _ state: AppState, _ theme: Theme) {
    let board = state.reports.tuning
    let page = drawPage(&surface, state, title: "Tuning", subtitle(board), theme)
    guard let target = board.target else {
        let line = state.job == nil
            ? "Tuning trains, judges the model by an audit set that is drawn once and decided blind, and names the frames whose review helps most, round after round, until the bound on the error is low enough."
            : "The first round is under way …"
        return drawNothing(&surface, [line, "", ":tune 5 works until the error is below 5 %."], page, theme)
    }
    let audit = board.audit
    var y = page.y
    let share = audit.drawn > 0 ? Double(audit.decided) / Double(audit.drawn) : 0
    var x = surface.write("audit ", x: page.x, y: y, theme.quiet)
    x = surface.write(bar(share, width: 16, theme), x: x, y: y, theme.accent)
    x = max(x, page.x + 22) + 1
    x = surface.write("\(grouped(audit.decided)) of \(grouped(audit.drawn)) decided", x: x, y: y, theme.text, limit: page.right)
    if audit.blind < audit.decided { surface.write(", \(audit.decided - audit.blind) not blind", x: x, y: y, theme.bad, limit: page.right) }
    y += 2
    let isWide = page.width >= 100
    let left = Rect(x: page.x, y: y, width: isWide ? page.width / 2 - 1 : page.width, height: isWide ? page.bottom - y : max(2, (page.bottom - y) / 2))
    let below = drawRounds(&surface, board, in: left, theme)
    if isWide { drawBounds(&surface, board, target, in: Rect(x: left.x, y: below + 1, width: left.width, height: min(12, page.bottom - below - 1)), theme) }
    let right = isWide ? Rect(x: left.right + 2, y: y, width: page.right - left.right - 2, height: page.bottom - y)
        : Rect(x: page.x, y: below + 1, width: page.width, height: page.bottom - below - 1)
    drawNext(&surface, state, target, in: right, theme)
}

private func subtitle(_ board: TuningBoard) -> String {
    guard let target = board.target, let round = board.rounds.last else { return "" }
    let wanted = "until the error is below \(percent(target))"
    return switch round.stop {
    case .reached: wanted + ": reached"
    case .patience: wanted + ": stopped, it does not improve any more"
    case nil: wanted + (round.upperPercent.map { ": bound \(percent($0))" } ?? "")
    }
}

private func drawRounds(_ surface: inout Surface, _ board: TuningBoard, in rect: Rect, _ theme: Theme) -> Int {
    let columns = [
        TableColumn(title: "#", width: 3, isNumber: true), TableColumn(title: "model", width: 14, from: 56), TableColumn(title: "labels", width: 7, isNumber: true),
        TableColumn(title: "audited", width: 7, isNumber: true, from: 40), TableColumn(title: "error", width: 7, isNumber: true), TableColumn(title: "bound", width: 7, isNumber: true),
    ]
    let visible = max(1, rect.height - 1)
    let rows = board.rounds.enumerated().suffix(visible).map { i, round in
        [Span("\(i + 1)", theme.quiet), Span(round.model.printable(limit: 14)), Span(grouped(round.labels)), Span(grouped(round.audited)),
         Span(round.errorPercent.map { percent($0) } ?? "–"), Span(round.upperPercent.map { percent($0) } ?? "–", round.stop == .reached ? theme.good : nil)]
    }
    return drawTable(&surface, columns, rows, in: rect, theme)
}

private func drawBounds(_ surface: inout Surface, _ board: TuningBoard, _ target: Double, in rect: Rect, _ theme: Theme) {
    drawCurve(&surface, Curve(title: "Bound on the error", values: board.rounds.map(\.upperPercent), style: theme.accent) { percent($0) }, in: rect, theme)
}

private func drawNext(_ surface: inout Surface, _ state: AppState, _ target: Double, in rect: Rect, _ theme: Theme) {
    let board = state.reports.tuning
    let columns = [TableColumn(title: "review next", width: 26), TableColumn(title: "predicted", width: 11, from: 44), TableColumn(title: "", width: 10, from: 52, fills: true)]
    let go = state.job == nil ? "\(theme.sign("▶", ">")) next round" : "under way …"
    let rows = [[Span(go, theme.key), Span(""), Span("until \(percent(target)), on what was decided since", theme.quiet)]] + board.next.map { next in
        [Span(next.frame.printable(limit: 40)), Span(next.predicted.map { "\(theme.shape($0)) \($0.name)" } ?? "hidden", next.predicted.map { theme.style($0) } ?? theme.quiet),
         Span(next.why.printable(limit: 80), theme.quiet)]
    }
    let below = drawTable(&surface, columns, rows, selected: state.reports.row(.tuning), in: rect, theme)
    guard let comparison = board.comparison, below + 1 < rect.bottom else { return }
    surface.write("since the round before: \(comparison.toRight.count) flipped to right, \(comparison.toWrong.count) to wrong", x: rect.x, y: below + 1, theme.quiet, limit: rect.right)
}
