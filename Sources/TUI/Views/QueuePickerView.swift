// The queues: what each is for, what is left in it, what it has brought.

import Frames
import Review

func drawPicker(_ surface: inout Surface, _ picker: QueuePicker, _ theme: Theme) {
    let width = min(surface.width - 2, 100), height = min(surface.height - 2, picker.rows.count + 5)
    let box = Rect(x: (surface.width - width) / 2, y: 1, width: width, height: height)
    drawBox(&surface, box, title: "Queues", theme)
    surface.write("left", x: box.x + 20, y: box.y + 1, theme.quiet)
    surface.write("errors/100", x: box.x + 26, y: box.y + 1, theme.quiet)
    for (i, row) in picker.rows.enumerated().prefix(box.height - 4) {
        let y = box.y + 2 + i, isSelected = i == picker.selected
        if isSelected { surface.fill(Rect(x: box.x + 1, y: y, width: box.width - 2, height: 1), theme.selected) }
        surface.write(row.name.rawValue, x: box.x + 2, y: y, isSelected ? theme.selected : theme.strong)
        let left = row.left.map(grouped) ?? ""
        surface.write(left, x: box.x + 24 - left.count, y: y, isSelected ? theme.selected : theme.text)
        let brought = row.perHundred.map { "\(Int($0.rounded()))" } ?? theme.sign("–", "-")
        surface.write(brought, x: box.x + 36 - brought.count, y: y, isSelected ? theme.selected : theme.text)
        surface.write(row.hint ?? row.name.summary, x: box.x + 38, y: y, isSelected ? theme.selected : row.hint == nil ? theme.quiet : theme.bad,
                      limit: box.right - 1)
    }
    surface.write("Enter opens · Esc closes", x: box.x + 2, y: box.bottom - 2, theme.quiet, limit: box.right - 1)
}
