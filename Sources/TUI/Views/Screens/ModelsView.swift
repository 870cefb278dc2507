// The kept models with their figures; or two of them side by side, with the frames that flipped.

import Frames
import Review

func drawModels(_ surface: inout Surface, _ state: AppState, _ theme: Theme) {
    if let comparison = state.reports.comparison { return drawComparison(&surface, state, comparison, theme) }
    let models = state.reports.models
    let page = drawPage(&surface, state, title: "Models", models.isEmpty ? "" : "Enter compares with the one before, or with the marked one", theme)
    guard !models.isEmpty else { return drawNothing(&surface, ["No model was trained yet: T trains."], page, theme) }
    let columns = [
        TableColumn(title: "", width: 1), TableColumn(title: "model", width: 16), TableColumn(title: "made (UTC)", width: 16, from: 70), TableColumn(title: "labels", width: 7, isNumber: true),
        TableColumn(title: "scenes", width: 7, isNumber: true), TableColumn(title: "shots", width: 7, isNumber: true, from: 50), TableColumn(title: "random", width: 7, isNumber: true, from: 60),
        TableColumn(title: "ECE", width: 5, isNumber: true, from: 90), TableColumn(title: "made after", width: 14, from: 106),
    ]
    let rows = models.map { model in
        let figures = ModelFigures(model), validation = figures?.validation
        let isMarked = model.name == state.reports.markedModel
        let sign = isMarked ? theme.sign("✔", "x") : model.isCurrent ? theme.sign("●", "*") : ""
        return [Span(sign, isMarked ? theme.key : theme.good), Span(model.name.printable(limit: 24), model.isCurrent ? theme.strong : nil),
                Span(String(Moment.text(model.made).prefix(16)), theme.quiet), Span(figures.map { grouped($0.labels.reduce(0, +)) } ?? "")]
            + [validation?.scenes, validation?.shots, validation?.random].map { Span($0.map { percent($0.right * 100) } ?? theme.sign("–", "-")) }
            + [Span(validation?.scenes.map { FigureBlocks.share($0.ece) } ?? "", theme.quiet), Span(model.parent?.printable(limit: 14) ?? "", theme.quiet)]
    }
    drawTable(&surface, columns, rows, selected: state.reports.row(.models), in: page, theme)
}

private func drawComparison(_ surface: inout Surface, _ state: AppState, _ one: ModelComparison, _ theme: Theme) {
    let page = drawPage(&surface, state, title: "\(one.before.printable(limit: 24)) \(theme.sign("→", "->")) \(one.after.printable(limit: 24))",
                        "by \(counted(one.labelled, "human label")), out of shot", theme)
    let columns = [TableColumn(title: "", width: 22), TableColumn(title: "frames", width: 8, isNumber: true), TableColumn(title: "", width: 8, from: 50, fills: true)]
    let rows = FlipGroup.allCases.map { group in
        let flips = group.flips(one)
        return [Span(group.title, group == .toRight ? theme.good : group == .toWrong ? theme.bad : theme.text), Span(grouped(flips.count)),
                Span(steps(flips), theme.quiet)]
    }
    let selected = max(0, min(2, state.reports.row(.models)))
    var y = drawTable(&surface, columns, rows, selected: selected, in: Rect(x: page.x, y: page.y, width: page.width, height: min(4, page.height)), theme) + 1
    let sum = "right \(grouped(one.rightBefore)) \(theme.sign("→", "->")) \(grouped(one.rightAfter)) of \(grouped(one.labelled)) · "
        + "\(grouped(one.changedUnlabelled)) of \(grouped(one.unlabelled)) without a label changed"
    if one.labelledSince > 0, y < page.bottom {
        surface.write("\(counted(one.labelledSince, "label")) given since are not counted", x: page.x, y: y, theme.quiet, limit: page.right)
        y += 1
    }
    if y < page.bottom { surface.write(sum, x: page.x, y: y, theme.quiet, limit: page.right) }
    y += 2
    let flips = FlipGroup.allCases[selected].flips(one)
    let list = [TableColumn(title: "frame", width: 26), TableColumn(title: "label", width: 11), TableColumn(title: "before", width: 11, from: 54), TableColumn(title: "after", width: 11, from: 54)]
    func cell(_ rarity: RarityClass) -> Span { Span("\(theme.shape(rarity)) \(rarity.name)", theme.style(rarity)) }
    drawTable(&surface, list, flips.prefix(200).map { [Span($0.frame.printable(limit: 40)), cell($0.label), cell($0.before), cell($0.after)] },
              in: Rect(x: page.x, y: y, width: page.width, height: page.bottom - y), theme)
}

/// The commonest changes: `Common to Rare 12, …`
private func steps(_ flips: [ModelComparison.Flip]) -> String {
    var counts: [String: Int] = [:]
    for flip in flips { counts["\(flip.before.name) to \(flip.after.name)", default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3).map { "\($0.key) \($0.value)" }.joined(separator: ", ")
}
