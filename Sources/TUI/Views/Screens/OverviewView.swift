// How far the review is: by episode, by class and by queue, how fast it goes and when it will be done.

import Frames
import Review

func drawOverview(_ surface: inout Surface, _ state: AppState, _ theme: Theme) {
    guard let overview = state.reports.overview else {
        let page = drawPage(&surface, state, title: "Progress", "", theme)
        return drawNothing(&surface, ["Counting …"], page, theme)
    }
    let all = overview.episodes.map(\.summary), frames = all.reduce(0) { $0 + $1.frames }, reviewed = all.reduce(0) { $0 + $1.reviewed }
    let page = drawPage(&surface, state, title: "Progress", "\(grouped(reviewed)) of \(counted(frames, "frame")) reviewed", theme)
    surface.write(pace(overview, left: frames - reviewed), x: page.x, y: page.y, theme.text, limit: page.right)
    let columns = [
        TableColumn(title: "episode", width: 7), TableColumn(title: "reviewed", width: 8, isNumber: true), TableColumn(title: "left", width: 7, isNumber: true),
        TableColumn(title: "", width: 12, from: 44), TableColumn(title: "differ", width: 6, isNumber: true, from: 56),
    ] + RarityClass.allCases.map { TableColumn(title: "\(theme.shape($0)) left", width: 6, isNumber: true, from: 100) }
        + [TableColumn(title: "no class", width: 8, isNumber: true, from: 110), TableColumn(title: "contested", width: 9, isNumber: true, from: 72)]
    let rows = overview.episodes.map { one in
        let summary = one.summary, share = summary.frames > 0 ? Double(summary.reviewed) / Double(summary.frames) : 0
        return [Span(summary.code.description, theme.strong), Span(grouped(summary.reviewed)), Span(grouped(summary.frames - summary.reviewed)),
                Span(progressBar(share, width: 12, theme), theme.good), Span(grouped(summary.disagreements))]
            + RarityClass.allCases.map { Span(grouped(one.left[$0.rawValue]), theme.style($0)) }
            + [Span(grouped(one.unlabelled), theme.quiet), Span(grouped(summary.contested), summary.contested > 0 ? theme.bad : theme.quiet)]
    }
    let top = page.y + 2
    let lower = page.height >= 22 ? QueueName.allCases.count + 3 : 0
    let below = drawTable(&surface, columns, rows, selected: state.reports.row(.overview),
              in: Rect(x: page.x, y: top, width: page.width, height: max(2, page.bottom - top - lower)), theme)
    guard lower > 0 else { return }
    let row = min(state.reports.row(.overview), overview.episodes.count - 1)
    guard overview.episodes.indices.contains(row) else { return }
    drawSelected(&surface, overview.episodes[row], in: Rect(x: page.x, y: below + 2, width: page.width, height: page.bottom - below - 2), theme)
}

private func pace(_ overview: Overview, left: Int) -> String {
    var words: [String] = []
    if let rate = overview.pace.keysPerMinute { words.append("\(decimal(rate, 0)) keys a minute") }
    if let seconds = overview.pace.secondsLeft(frames: left) { words.append("about \(duration(seconds)) left at this pace") }
    words.append("\(counted(overview.errorsFound, "error")) found")
    return words.joined(separator: " · ")
}

/// `3 h 20 min`
func duration(_ seconds: Double) -> String {
    let minutes = Int((seconds / 60).rounded(.up))
    return minutes < 60 ? "\(minutes) min" : minutes < 48 * 60 ? "\(minutes / 60) h \(minutes % 60) min" : "\(minutes / 1440) days"
}

/// The queues of the selected episode beside its classes.
private func drawSelected(_ surface: inout Surface, _ one: EpisodeProgress, in rect: Rect, _ theme: Theme) {
    let most = max(1, one.queues.values.max() ?? 1)
    let queues = QueueName.allCases.map { name in
        [Span(name.rawValue, theme.quiet), Span(rightAligned(one.queues[name].map(grouped) ?? theme.sign("–", "-"), 8)),
         Span(bar(Double(one.queues[name] ?? 0) / Double(most), width: 16, theme), theme.accent)]
    }
    let classes = RarityClass.allCases.map { rarity in
        let reviewed = one.reviewed[rarity.rawValue], left = one.left[rarity.rawValue]
        return [Span("\(theme.shape(rarity)) \(rarity.name)", theme.style(rarity, bold: true)), Span(rightAligned(grouped(reviewed), 8)),
                Span(rightAligned(grouped(left), 8)), Span(progressBar(reviewed + left > 0 ? Double(reviewed) / Double(reviewed + left) : 0, width: 12, theme), theme.style(rarity))]
    }
    let half = rect.width / 2
    drawBlocks(&surface, [Block("Left in the queues of \(one.summary.code)", stops: [0, 16, 26], queues)],
               into: [Rect(x: rect.x, y: rect.y, width: half - 1, height: rect.height)], theme)
    guard half >= 38 else { return }
    drawBlocks(&surface, [Block("By class in effect", stops: [0, 12, 22, 32], [[Span(""), Span("reviewed", theme.quiet), Span("    left", theme.quiet)]] + classes)],
               into: [Rect(x: rect.x + half + 1, y: rect.y, width: half - 1, height: rect.height)], theme)
}

/// A bar with a dotted rest.
func progressBar(_ share: Double, width: Int, _ theme: Theme) -> String {
    let filled = bar(max(0, min(1, share)), width: width, theme)
    return filled + String(repeating: theme.sign("·", "."), count: max(0, width - CellWidth.of(filled)))
}
