// The episodes: a row each, with what is done and what is left.

import Frames
import Review

func drawEpisodes(_ surface: inout Surface, _ state: AppState, _ theme: Theme) {
    drawHeader(&surface, state, Rect(x: 0, y: 0, width: surface.width, height: 1), theme)
    let columns = EpisodeColumn.all.filter { $0.isShown(surface.width) }
    var x = 1
    for column in columns {
        surface.write(column.title, x: column.isNumber ? x + column.width - column.title.count : x, y: 2, theme.quiet)
        x += column.width + 2
    }
    let shareWidth = surface.width - x - 1
    if shareWidth >= 12 { surface.write("classes in effect", x: x, y: 2, theme.quiet) }
    let selected = state.reports.row(.episodes)
    let visible = max(1, surface.height - 6)
    let first = max(0, min(selected - visible / 2, state.episodes.count - visible))
    for (i, episode) in state.episodes.dropFirst(first).prefix(visible).enumerated() {
        let y = 3 + i
        let isSelected = first + i == selected
        if isSelected { surface.fill(Rect(x: 0, y: y, width: x - 1, height: 1), theme.selected) }
        var x = 1
        for column in columns {
            let text = column.text(episode)
            surface.write(text, x: column.isNumber ? x + column.width - text.count : x, y: y, isSelected ? theme.selected : theme.text)
            x += column.width + 2
        }
        if shareWidth >= 12 { drawShares(&surface, episode, Rect(x: x, y: y, width: shareWidth, height: 1), theme) }
    }
    if state.episodes.isEmpty {
        surface.write("No episodes yet: rarity import EPISODES.json, or rarity demo.", x: 1, y: 3, theme.quiet)
    }
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
