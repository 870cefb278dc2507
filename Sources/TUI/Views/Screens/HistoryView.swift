// Who decided what, newest first: a line a decision, however many frames it took.

import Frames
import Review

func drawHistory(_ surface: inout Surface, _ state: AppState, _ theme: Theme) {
    let history = state.reports.history
    let what = history.map { $0.frame?.description ?? $0.reviewer.map { "of \($0.printable(limit: 30))" } ?? "of everybody" } ?? ""
    let page = drawPage(&surface, state, title: "Decisions", what, theme)
    guard let batches = history?.batches else { return drawNothing(&surface, ["Looking them up …"], page, theme) }
    guard !batches.isEmpty else { return drawNothing(&surface, ["Nobody has decided anything here yet."], page, theme) }
    let columns = [
        TableColumn(title: "time (UTC)", width: 16, from: 76), TableColumn(title: "reviewer", width: 9), TableColumn(title: "decision", width: 18),
        TableColumn(title: "frames", width: 6, isNumber: true), TableColumn(title: "before", width: 14, from: 56), TableColumn(title: "first frame", width: 26, from: 108), TableColumn(title: "", width: 12, from: 92, fills: true),
    ]
    let rows = batches.map { batch in
        let style = batch.undone ? theme.quiet : nil
        return [Span(String(Moment.text(batch.time).prefix(16)), theme.quiet), Span(batch.reviewer.printable(limit: 20), style), verdict(batch, theme),
                Span(batch.frames > 0 ? grouped(batch.frames) : batch.targets.isEmpty ? "" : "", style), Span(before(batch, theme), theme.quiet),
                Span(batch.first?.description ?? "", theme.quiet), Span(remark(batch), theme.quiet)]
    }
    drawTable(&surface, columns, rows, selected: state.reports.row(.history), in: page, theme)
}

private func verdict(_ batch: LoggedBatch, _ theme: Theme) -> Span {
    let dimmed = batch.undone ? theme.quiet : nil
    let mark = batch.undone ? theme.sign("✘ ", "x ") : ""
    switch batch.kind {
    case .label, .accept:
        guard let rarity = batch.rarity else { return Span(mark + "several classes", dimmed) }
        return Span("\(mark)\(theme.shape(rarity)) \(rarity.name)", dimmed ?? theme.style(rarity, bold: true))
    case .undo: return Span("took back \(grouped(batch.targets.count))", theme.bad)
    case .redo: return Span("did again \(grouped(batch.targets.count))", theme.good)
    default: return Span(mark + batch.summary, dimmed)
    }
}

/// `◆12 ○3`: the classes in effect before.
private func before(_ batch: LoggedBatch, _ theme: Theme) -> String {
    let known = RarityClass.allCases.reversed().compactMap { rarity in
        batch.from[rarity].map { "\(theme.shape(rarity))\(batch.frames > 1 ? " \($0)" : " \(rarity.name)")" }
    }
    let none = batch.from[nil].map { [batch.frames > 1 ? "none \($0)" : "none"] } ?? []
    return (known + none).joined(separator: "  ")
}

private func remark(_ batch: LoggedBatch) -> String {
    var words: [String] = []
    if batch.undone { words.append("taken back") }
    if batch.kind == .accept { words.append("accepted") }
    if batch.blind { words.append("blind") }
    if let queue = batch.queue { words.append(queue.rawValue) }
    return words.joined(separator: ", ")
}
