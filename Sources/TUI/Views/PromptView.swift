// The line that is typed, in place of the status line. What there is to say of it stands below: what Tab found, or what is
// wrong, with a caret under the place.

import Frames

/// - Returns: where the caret stands.
func drawPrompt(_ surface: inout Surface, _ state: AppState, _ rect: Rect, below: Rect, _ theme: Theme) -> (x: Int, y: Int)? {
    guard let prompt = state.prompt else { return nil }
    surface.fill(rect, theme.text)
    let start = surface.write(prompt.label, x: rect.x + 1, y: rect.y, theme.key)
    let room = max(1, rect.right - start - 2)
    // The end of a long line stays in sight with the caret.
    let skipped = max(0, prompt.caret - room)
    let shown = Array(prompt.text.dropFirst(skipped).prefix(room))
    /// The column of a character of the line.
    func column(_ character: Int) -> Int { start + CellWidth.of(String(shown.prefix(max(0, character - skipped)))) }
    let wrong = prompt.wrongWord
    for (i, character) in shown.enumerated() {
        let isWrong = wrong?.contains(i + skipped) == true
        surface.write(String(character), x: column(i + skipped), y: rect.y, isWrong ? theme.bad : theme.text)
    }
    if let message = state.message {
        surface.fill(below, theme.text)
        let place = wrong.map { column(max($0.lowerBound, skipped)) }
        drawRemark(&surface, message, at: place, below, theme)
    }
    return (min(rect.right - 1, column(prompt.caret)), rect.y)
}

/// A caret under the place and the remark beside it, on the side that has room.
private func drawRemark(_ surface: inout Surface, _ message: Message, at place: Int?, _ rect: Rect, _ theme: Theme) {
    let text = message.text.printable(limit: 400), width = CellWidth.of(text), style = message.tone == .bad ? theme.bad : theme.text
    guard let place, place < rect.right else {
        surface.write(text, x: rect.x + 1, y: rect.y, style, limit: rect.right)
        return
    }
    let isRight = place + 2 + width <= rect.right || place < rect.width / 2
    surface.write("^", x: place, y: rect.y, style)
    surface.write(text, x: isRight ? place + 2 : max(rect.x + 1, place - 1 - width), y: rect.y, style, limit: isRight ? rect.right : place - 1)
}
