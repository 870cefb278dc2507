// The help: rows of the keymap over the screen.

/// - Returns: where the caret stands while the filter is typed.
func drawHelp(_ surface: inout Surface, _ help: Help, _ state: AppState, _ theme: Theme) -> (x: Int, y: Int)? {
    let rows = help.rows, keyWidth = min(surface.width / 3, rows.map { CellWidth.of(keys($0)) }.max() ?? 0)
    let width = min(surface.width - 2, 104), height = min(surface.height - 2, max(rows.count + 4, 8))
    let box = Rect(x: (surface.width - width) / 2, y: 1, width: width, height: height)
    drawBox(&surface, box, title: "Keys: \(help.screen.title.lowercased())", theme)
    let visible = box.height - 3, text = box.x + 4 + keyWidth
    let first = max(0, min(help.selected - visible / 2, rows.count - visible))
    for (i, binding) in rows.dropFirst(first).prefix(visible).enumerated() {
        let y = box.y + 1 + i
        let isSelected = first + i == help.selected
        let reason = binding.unavailable(state)
        if isSelected { surface.fill(Rect(x: box.x + 1, y: y, width: box.width - 2, height: 1), theme.selected) }
        surface.write(keys(binding), x: box.x + 2, y: y, isSelected ? theme.selected : theme.key, limit: text - 1)
        let end = surface.write(binding.help, x: text, y: y, isSelected ? theme.selected : reason == nil ? theme.text : theme.quiet,
                                limit: box.right - 1)
        if let reason, end + 2 < box.right - 8 {
            surface.write("(\(reason))", x: end + 1, y: y, isSelected ? theme.selected : theme.quiet, limit: box.right - 1)
        }
    }
    if rows.isEmpty { surface.write("No key matches.", x: box.x + 2, y: box.y + 1, theme.quiet) }
    let bottom = box.bottom - 2, place = rows.isEmpty ? "" : "\(help.selected + 1)/\(rows.count)"
    surface.write(place, x: box.right - 2 - place.count, y: bottom, theme.quiet)
    guard let filter = help.filter else {
        surface.write("/ narrows · Enter does it · ? or Esc closes", x: box.x + 2, y: bottom, theme.quiet, limit: box.right - 3 - place.count)
        return nil
    }
    let x = surface.write("/" + filter, x: box.x + 2, y: bottom, theme.key, limit: box.right - 3 - place.count)
    return (x, bottom)
}

/// How a row's keys are called; the command's name for `:` where it has none.
private func keys(_ binding: Binding) -> String {
    binding.keys.isEmpty ? ":" + binding.name : binding.keys.map(\.label).joined(separator: " ")
}

/// An empty box with a border and a title.
func drawBox(_ surface: inout Surface, _ box: Rect, title: String, _ theme: Theme) {
    surface.fill(box, theme.text)
    let across = String(repeating: theme.sign("─", "-"), count: max(0, box.width - 2))
    surface.write(theme.sign("╭", "+") + across + theme.sign("╮", "+"), x: box.x, y: box.y, theme.rule)
    for y in box.y + 1..<box.bottom - 1 {
        surface.write(theme.sign("│", "|"), x: box.x, y: y, theme.rule)
        surface.write(theme.sign("│", "|"), x: box.right - 1, y: y, theme.rule)
    }
    surface.write(theme.sign("╰", "+") + across + theme.sign("╯", "+"), x: box.x, y: box.bottom - 1, theme.rule)
    surface.write(" \(title) ", x: box.x + 2, y: box.y, theme.strong, limit: box.right - 1)
}
