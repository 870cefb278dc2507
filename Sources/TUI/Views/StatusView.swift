// The two bottom lines: what happened and what runs; the keys that matter here.

import Frames
import Review

/// Message on the left, the job on the right.
func drawStatus(_ surface: inout Surface, _ state: AppState, _ rect: Rect, _ theme: Theme) {
    var limit = rect.right
    if let job = state.job, state.screen != .jobs {
        let text = jobText(job, theme)
        let x = max(rect.x + 1, rect.right - CellWidth.of(text) - 1)
        surface.write(text, x: x, y: rect.y, theme.key, limit: rect.right)
        limit = x - 1
    }
    if let question = state.question {
        surface.write(question.text.printable(limit: 400) + "  y / n", x: rect.x + 1, y: rect.y, theme.key, limit: limit)
        return
    }
    guard let message = state.message, state.prompt == nil else {
        if let sheet = state.sheet {
            surface.write(tileText(sheet, state, theme), x: rect.x + 1, y: rect.y, theme.quiet, limit: limit)
        } else {
            drawItem(&surface, state, rect, limit: limit, theme)
        }
        return
    }
    let style = switch message.tone {
    case .plain: theme.text
    case .good: theme.good
    case .bad: theme.bad
    }
    surface.write(message.text.printable(limit: 400), x: rect.x + 1, y: rect.y, style, limit: limit)
}

/// Why the queue shows this, and what one key does.
private func drawItem(_ surface: inout Surface, _ state: AppState, _ rect: Rect, limit: Int, _ theme: Theme) {
    guard let item = state.itemAtCursor else { return }
    var x = surface.write("\(item.why)", x: rect.x + 1, y: rect.y, theme.text, limit: limit)
    if let suggested = item.suggested, !state.hidesOpinions {
        x = surface.write("   Enter ", x: x, y: rect.y, theme.key, limit: limit)
        x = surface.write("\(theme.sign("→", "->")) \(suggested.name)", x: x, y: rect.y, theme.style(suggested), limit: limit)
    }
    if !item.split.isEmpty { surface.write("   | splits it", x: x, y: rect.y, theme.key, limit: limit) }
}

/// `embedding ██████▍     63 % · 108/s, 12 s left`
func jobText(_ job: Job, _ theme: Theme) -> String {
    let progress = job.progress
    var text = job.isStopping ? "stopping \(progress.title)" : progress.title
    if progress.total > 0 {
        let share = Double(progress.done) / Double(progress.total)
        let filled = bar(share, width: 12, theme)
        let blank = theme.sign("·", ".")
        text += " " + filled + String(repeating: blank, count: max(0, 12 - CellWidth.of(filled))) + " \(Int(share * 100)) %"
    }
    return progress.detail.isEmpty ? text : text + " · " + progress.detail
}

/// The keys of this screen that have a hint, and how the session goes. `?` always has its place.
func drawHints(_ surface: inout Surface, _ state: AppState, _ rect: Rect, _ theme: Theme) {
    var right = ""
    if state.pace.decided > 0 {
        right = "\(theme.sign("✔", "+")) \(grouped(state.pace.decided))"
        if let rate = state.pace.perMinute { right += " · \(rate)/min" }
        if state.flipped > 0, rect.width >= 100 { right += " · \(theme.sign("↻", "~")) \(grouped(state.flipped)) predictions" }
    }
    if state.liveRests { right += (right.isEmpty ? "" : " · ") + (rect.width >= 100 ? "live learning rests" : "live rests") }
    let limit = rect.right - CellWidth.of(right) - 2
    let all = hints(state), kept = all.filter(\.isKept).reduce(0) { $0 + $1.width }
    var x = rect.x + 1, room = limit - kept - x
    for hint in all {
        guard hint.isKept || hint.width <= room else {
            room = 0                                       // the order tells the worth
            continue
        }
        if !hint.isKept { room -= hint.width }
        x = surface.write(hint.keys, x: x, y: rect.y, theme.key, limit: limit)
        x = surface.write(" " + hint.text, x: x, y: rect.y, theme.quiet, limit: limit) + 2
    }
    surface.write(right, x: rect.right - CellWidth.of(right) - 1, y: rect.y, theme.good)
}

private struct Hint {
    let keys, text: String
    var isKept = false
    var width: Int { CellWidth.of(keys) + CellWidth.of(text) + 3 }

    init(_ keys: String, _ text: String, isKept: Bool = false) { (self.keys, self.text, self.isKept) = (keys, text, isKept) }
}

private func hints(_ state: AppState) -> [Hint] {
    if state.question != nil { return [Hint("y", "yes"), Hint("any other key", "no")] }
    if state.help != nil { return [Hint("/", "narrow"), Hint("Enter", "do it"), Hint("Esc", "close")] }
    if state.picker != nil { return [Hint("Enter", "open"), Hint("Esc", "close")] }
    if let prompt = state.prompt {
        return [Hint("Enter", "done"), Hint("Esc", "leave")] + (prompt.completes ? [Hint("Tab", "complete")] : [])
            + (prompt.purpose == .note ? [] : [Hint("↑", "earlier")])
    }
    return state.keymap.rows.compactMap { binding in
        guard let hint = binding.hint, binding.screens.contains(state.screen), !(state.screen == .review && binding.command == .clear) else { return nil }
        if case .show(state.screen) = binding.command { return nil }
        if case .label(.junk) = binding.command, binding.keys.first == .character("1") { return Hint("1-5", hint) }
        return binding.keys.first.map { Hint($0.label, hint, isKept: binding.command == .help) }
    }
}
