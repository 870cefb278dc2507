// The two bottom lines: what happened and what runs; the keys that matter here.

import Frames
import Review

/// Message on the left, the job on the right.
func drawStatus(_ surface: inout Surface, _ state: AppState, _ rect: Rect, _ theme: Theme) {
    var limit = rect.right
    if let job = state.job {
        let text = jobText(job, theme)
        let x = max(rect.x + 1, rect.right - CellWidth.of(text) - 1)
        surface.write(text, x: x, y: rect.y, theme.key, limit: rect.right)
        limit = x - 1
    }
    if let question = state.question {
        surface.write(question.text.printable(limit: 400) + "  y / n", x: rect.x + 1, y: rect.y, theme.key, limit: limit)
        return
    }
    guard let message = state.message else {
        if let sheet = state.sheet {
            surface.write(sheet.title, x: rect.x + 1, y: rect.y, theme.text, limit: limit)
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

/// The keys of this screen that have a hint, and how the session goes.
func drawHints(_ surface: inout Surface, _ state: AppState, _ rect: Rect, _ theme: Theme) {
    var right = ""
    if state.pace.decided > 0 {
        right = "\(theme.sign("✔", "+")) \(grouped(state.pace.decided))"
        if let rate = state.pace.perMinute { right += " · \(rate)/min" }
        if state.flipped > 0 { right += " · \(theme.sign("↻", "~")) \(grouped(state.flipped)) predictions" }
    }
    if state.liveRests { right += (right.isEmpty ? "" : " · ") + "live learning rests" }
    let limit = rect.right - CellWidth.of(right) - 2
    var x = rect.x + 1
    for hint in hints(state) {
        guard x + CellWidth.of(hint.keys) + CellWidth.of(hint.text) + 1 <= limit else { break }
        x = surface.write(hint.keys, x: x, y: rect.y, theme.key)
        x = surface.write(" " + hint.text, x: x, y: rect.y, theme.quiet) + 2
    }
    surface.write(right, x: rect.right - CellWidth.of(right) - 1, y: rect.y, theme.good)
}

private func hints(_ state: AppState) -> [(keys: String, text: String)] {
    if state.question != nil { return [("y", "yes"), ("any other key", "no")] }
    return Keymap.bindings.compactMap { binding in
        guard let hint = binding.hint, binding.screens.contains(state.screen), !(state.screen == .review && binding.command == .clear) else { return nil }
        if case .label(.junk) = binding.command { return ("1-5", hint) }
        return (binding.keys[0].label, hint)
    }
}

/// The open prompt takes the place of the status line.
/// - Returns: where the caret stands.
func drawPrompt(_ surface: inout Surface, _ state: AppState, _ rect: Rect, _ theme: Theme) -> (x: Int, y: Int)? {
    guard let prompt = state.prompt else { return nil }
    surface.fill(rect, theme.text)
    let start = surface.write(prompt.label, x: rect.x + 1, y: rect.y, theme.key)
    let room = max(1, rect.right - start - 2)
    // The end of a long line stays in sight with the caret.
    let skipped = max(0, prompt.caret - room)
    let shown = String(prompt.text.dropFirst(skipped).prefix(room))
    surface.write(shown, x: start, y: rect.y, theme.text)
    let before = String(prompt.text.dropFirst(skipped).prefix(prompt.caret - skipped))
    return (min(rect.right - 1, start + CellWidth.of(before)), rect.y)
}
