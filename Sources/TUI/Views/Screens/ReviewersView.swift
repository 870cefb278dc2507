// Who has reviewed how much and how fast, and how far every two agree on the frames that both decided.

import Frames
import Review

func drawReviewers(_ surface: inout Surface, _ state: AppState, _ theme: Theme) {
    let page = drawPage(&surface, state, title: "Reviewers", "you are \(state.reviewer.printable(limit: 30)) · :as NAME, :pass for Jonny's pass", theme)
    let reviewers = state.reports.reviewers, agreements = state.reports.agreements
    guard !reviewers.isEmpty else { return drawNothing(&surface, ["Nobody has decided anything yet."], page, theme) }
    let columns = [
        TableColumn(title: "", width: 1), TableColumn(title: "reviewer", width: 12), TableColumn(title: "keys", width: 7, isNumber: true), TableColumn(title: "frames", width: 7, isNumber: true),
        TableColumn(title: "keys/min", width: 8, isNumber: true, from: 50), TableColumn(title: "errors found", width: 12, isNumber: true, from: 66),
        TableColumn(title: "taken back", width: 10, isNumber: true, from: 80), TableColumn(title: "latest (UTC)", width: 16, from: 100),
    ]
    let rows = reviewers.map { one in
        [Span(one.isExpert ? theme.sign("★", "*") : "", theme.key), Span(one.name.printable(limit: 20), theme.strong), Span(grouped(one.decisions)), Span(grouped(one.frames)),
         Span(one.pace.keysPerMinute.map { decimal($0, 0) } ?? theme.sign("–", "-")), Span(grouped(one.errorsFound)), Span(grouped(one.undone)),
         Span(String(Moment.text(one.latest).prefix(16)), theme.quiet)]
    }
    let upper = agreements.isEmpty ? page.height : max(2, min(rows.count + 1, page.height / 2))
    let y = drawTable(&surface, columns, rows, selected: state.reports.row(.reviewers), in: Rect(x: page.x, y: page.y, width: page.width, height: upper), theme) + 1
    guard !agreements.isEmpty else {
        if y < page.bottom { surface.write("No two have decided on the same frame.", x: page.x, y: y, theme.quiet, limit: page.right) }
        return
    }
    let pairs = [
        TableColumn(title: "agreement", width: 20), TableColumn(title: "frames", width: 7, isNumber: true), TableColumn(title: "agreed", width: 7, isNumber: true),
        TableColumn(title: "kappa", width: 6, isNumber: true, from: 50), TableColumn(title: "quadratic", width: 9, isNumber: true, from: 60), TableColumn(title: "", width: 12, from: 82, fills: true),
    ]
    let lines = agreements.map { one in
        [Span("\(one.first.printable(limit: 9)) & \(one.second.printable(limit: 9))"), Span(grouped(one.frames)), Span(percent(one.agreed * 100)),
         Span(one.kappa.map(FigureBlocks.share) ?? theme.sign("–", "-")), Span(one.quadraticKappa.map(FigureBlocks.share) ?? theme.sign("–", "-")),
         Span(bar(max(0, one.kappa ?? 0), width: max(4, page.width - 64), theme), theme.accent)]
    }
    drawTable(&surface, pairs, lines, in: Rect(x: page.x, y: y, width: page.width, height: page.bottom - y), theme)
}
