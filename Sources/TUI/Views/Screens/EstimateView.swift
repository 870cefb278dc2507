// What is to be expected of the episode at hand: its classes, the errors left in it, the keys until it is right.

import Frames
import Review

func drawEstimate(_ surface: inout Surface, _ state: AppState, _ theme: Theme) {
    guard let one = state.reports.estimate else {
        let page = drawPage(&surface, state, title: "Estimate", state.estimatedEpisode?.description ?? "", theme)
        return drawNothing(&surface, [state.job == nil ? "Nothing is estimated yet: w does it." : "Working it out …"], page, theme)
    }
    let page = drawPage(&surface, state, title: "Estimate of \(one.episode.printable())",
                        "\(counted(one.frames, "frame")), \(counted(one.shots, "shot")), \(counted(one.scenes, "scene")) · \(grouped(one.decided)) decided", theme)
    let most = max(1, one.classes.map(\.frames.upper).max() ?? 1)
    let columns = [TableColumn(title: "", width: 13), TableColumn(title: "expected", width: 8, isNumber: true), TableColumn(title: "95 %", width: 13, isNumber: true),
                   TableColumn(title: "", width: 10, from: 52, fills: true)]
    let classes = zip(RarityClass.allCases, one.classes).map { rarity, share in
        [Span("\(theme.shape(rarity)) \(share.name.printable())", theme.style(rarity, bold: true))] + cells(share.frames)
            + [Span(bar(share.frames.expected / most, width: max(4, page.width - 44), theme), theme.style(rarity))]
    }
    let rest = [[Span(""), Span(""), Span("")], [Span("errors left", theme.strong)] + cells(one.errorsLeft)]
        + one.keys.map { [Span("keys to \(wholePercent($0.right))")] + cells($0.keys) }
    var y = drawTable(&surface, columns, classes + rest, in: page, theme) + 1
    var notes = ["From \(counted(one.knownScenes, "labelled scene")), each predicted without itself by \(one.model.printable(limit: 30)). Keys: a shot a key, before the head learns from them."]
    if one.unpredicted > 0 { notes.append("\(counted(one.unpredicted, "frame")) without a readable image: nothing is estimated of them.") }
    if one.episode != state.film?.code.description { notes.append("Another episode is open: w estimates it.") }
    for line in notes.flatMap({ wrapped($0, width: page.width) }) where y < page.bottom {
        surface.write(line, x: page.x, y: y, theme.quiet, limit: page.right)
        y += 1
    }
}

private func cells(_ figure: EstimatedFigure) -> [Span] {
    [Span(grouped(Int(figure.expected.rounded()))), Span("\(grouped(Int(figure.lower)))–\(grouped(Int(figure.upper)))")]
}
