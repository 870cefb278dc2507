// The help: rows of the keymap over the screen.

/// - Returns: where the caret stands while the filter is typed.
func drawHelp(_ surface: inout Surface, _ help: Help, _ state: AppState, _ theme: Theme) -> (x: Int, y: Int)? {
    let width = min(surface.width - 2, 76), height = surface.height - 2
    let box = Rect(x: (surface.width - width) / 2, y: 1, width: width, height: height)
    drawBox(&surface, box, title: "Keys: \(help.screen.title.lowercased())", theme)
    let rows = help.rows
    let visible = box.height - 4
    let first = max(0, min(help.selected - visible / 2, rows.count - visible))
    for (i, binding) in rows.dropFirst(first).prefix(visible).enumerated() {
        let y = box.y + 1 + i
        let isSelected = first + i == help.selected
        let reason = binding.unavailable(state)
        if isSelected { surface.fill(Rect(x: box.x + 1, y: y, width: box.width - 2, height: 1), theme.selected) }
        let keys = binding.keys.map(\.label).joined(separator: " ")
        surface.write(keys, x: box.x + 2, y: y, isSelected ? theme.selected : theme.key, limit: box.x + 18)
        let end = surface.write(binding.help, x: box.x + 19, y: y, isSelected ? theme.selected : reason == nil ? theme.text : theme.quiet,
                                limit: box.right - 1)
        if let reason, end + 2 < box.right - 8 {
            surface.write("(\(reason))", x: end + 1, y: y, isSelected ? theme.selected : theme.quiet, limit: box.right - 1)
        }
    }
    if rows.isEmpty { surface.write("No key matches.", x: box.x + 2, y: box.y + 1, theme.quiet) }
    let bottom = box.bottom - 2
    guard let filter = help.filter else {
        surface.write("/ narrows · Enter does it · ? or Esc closes", x: box.x + 2, y: bottom, theme.quiet, limit: box.right - 1)
        return nil
    }
    let x = surface.write("/" + filter, x: box.x + 2, y: bottom, theme.key, limit: box.right - 1)
    return (x, bottom)
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
