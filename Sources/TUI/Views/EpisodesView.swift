// The episodes: a row each, with what is done and what is left.

import Frames
import Review

func drawEpisodes(_ surface: inout Surface, _ state: AppState, _ theme: Theme) {
    let frames = state.episodes.reduce(0) { $0 + $1.frames }
    let page = drawPage(&surface, state, title: "Episodes", "\(grouped(state.episodes.count)), \(counted(frames, "frame"))", theme)
    guard !state.episodes.isEmpty else {
        return drawNothing(&surface, ["No episodes yet. Leave with q, then: rarity import EPISODES.json, or rarity demo."], page, theme)
    }
    let columns = EpisodeColumn.all.filter { $0.isShown(page.width) }
    var x = page.x
    for column in columns {
        surface.write(column.title, x: column.isNumber ? x + column.width - column.title.count : x, y: page.y, theme.quiet)
        x += column.width + 2
    }
    let shareWidth = page.right - x
    if shareWidth >= 12 { surface.write("classes in effect", x: x, y: page.y, theme.quiet, limit: page.right) }
    let selected = state.reports.row(.episodes)
    // Below the list the classes of the chosen one, where there is room.
    let below = page.height >= state.episodes.count + 10 ? 9 : 0
    let visible = max(1, page.height - 1 - below)
    let first = max(0, min(selected - visible / 2, state.episodes.count - visible))
    for (i, episode) in state.episodes.dropFirst(first).prefix(visible).enumerated() {
        let y = page.y + 1 + i
        let isSelected = first + i == selected
        if isSelected { surface.fill(Rect(x: 0, y: y, width: x - 1, height: 1), theme.selected) }
        var x = page.x
        for column in columns {
            let text = column.text(episode)
            let style = isSelected ? theme.selected : episode.code == state.film?.code && column.from == 0 && !column.isNumber ? theme.strong : theme.text
            surface.write(text, x: column.isNumber ? x + column.width - text.count : x, y: y, style)
            x += column.width + 2
        }
        if shareWidth >= 12 { drawShares(&surface, episode, Rect(x: x, y: y, width: shareWidth, height: 1), theme) }
    }
    guard below > 0, state.episodes.indices.contains(selected) else { return }
    drawClasses(&surface, state.episodes[selected], in: Rect(x: page.x, y: page.y + state.episodes.count + 2, width: page.width, height: below), theme)
}

/// How many frames of each class there are in an episode.
private func drawClasses(_ surface: inout Surface, _ episode: EpisodeSummary, in rect: Rect, _ theme: Theme) {
    let most = max(1, episode.counts.max() ?? 1), width = max(8, min(60, rect.width - 24))
    let lines = RarityClass.allCases.map { rarity in
        [Span("\(theme.shape(rarity)) \(rarity.name)", theme.style(rarity, bold: true)), Span(rightAligned(grouped(episode.counts[rarity.rawValue]), 7)),
         Span(bar(Double(episode.counts[rarity.rawValue]) / Double(most), width: width, theme), theme.style(rarity))]
    }
    var title = episode.code.description
    if episode.title != title, !episode.title.isEmpty { title += " " + episode.title.printable(limit: 60) }
    let rest = [episode.humanLabelled > 0 ? "\(grouped(episode.humanLabelled)) by people" : nil,
                episode.contested > 0 ? "\(grouped(episode.contested)) contested" : nil,
                episode.unsure > 0 ? "\(grouped(episode.unsure)) unsure" : nil].compactMap { $0 }.joined(separator: ", ")
    drawBlocks(&surface, [Block(rest.isEmpty ? title : "\(title): \(rest)", stops: [0, 12, 21], lines)], into: [rect], theme)
}

private struct EpisodeColumn {
    let title: String
    let width: Int
    /// Narrowest terminal that has room for it.
    let from: Int
    let isNumber: Bool
    let text: (EpisodeSummary) -> String

    func isShown(_ width: Int) -> Bool { width >= from }

    static var all: [EpisodeColumn] {
        [
            EpisodeColumn(title: "episode", width: 7, from: 0, isNumber: false) { $0.code.description },
            EpisodeColumn(title: "frames", width: 7, from: 0, isNumber: true) { grouped($0.frames) },
            EpisodeColumn(title: "labelled", width: 8, from: 50, isNumber: true) { grouped($0.labelled) },
            EpisodeColumn(title: "reviewed", width: 8, from: 0, isNumber: true) { grouped($0.reviewed) },
            EpisodeColumn(title: "predicted", width: 9, from: 60, isNumber: true) { grouped($0.predicted) },
            EpisodeColumn(title: "differ", width: 6, from: 40, isNumber: true) { grouped($0.disagreements) },
        ]
    }
}

/// The shares of the classes as one bar.
private func drawShares(_ surface: inout Surface, _ episode: EpisodeSummary, _ rect: Rect, _ theme: Theme) {
    let total = episode.counts.reduce(0, +)
    guard total > 0 else {
        surface.write("no class yet", x: rect.x, y: rect.y, theme.quiet, limit: rect.right)
        return
    }
    var reached = 0, x = rect.x
    for rarity in RarityClass.allCases {
        reached += episode.counts[rarity.rawValue]
        let end = rect.x + rect.width * reached / total
        if end > x {
            let fill = theme.isUnicode && theme.hasColour ? "■" : String(rarity.letter)
            surface.write(String(repeating: fill, count: end - x), x: x, y: rect.y, theme.style(rarity), limit: rect.right)
        }
        x = end
    }
}
