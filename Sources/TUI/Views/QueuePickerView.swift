// The queues: what each is for, what is left in it, what it has brought.

import Frames
import Review

func drawPicker(_ surface: inout Surface, _ picker: QueuePicker, _ theme: Theme) {
    let width = min(surface.width - 2, 112), height = min(surface.height - 2, picker.rows.count + 3)
    let box = Rect(x: (surface.width - width) / 2, y: 1, width: width, height: height)
    drawBox(&surface, box, title: "Queues", theme)
    surface.write(rightAligned("frames", 7), x: box.x + 17, y: box.y + 1, theme.quiet, limit: box.right - 1)
    surface.write("errors/100", x: box.x + 26, y: box.y + 1, theme.quiet, limit: box.right - 1)
    let visible = box.height - 3, first = max(0, min(picker.selected - visible / 2, picker.rows.count - visible))
    for (i, row) in picker.rows.enumerated().dropFirst(first).prefix(visible) {
        let y = box.y + 2 + i - first, isSelected = i == picker.selected
        if isSelected { surface.fill(Rect(x: box.x + 1, y: y, width: box.width - 2, height: 1), theme.selected) }
        surface.write(row.name.rawValue, x: box.x + 2, y: y, isSelected ? theme.selected : theme.strong)
        let left = row.left.map(grouped) ?? ""
        surface.write(rightAligned(left, 7), x: box.x + 17, y: y, isSelected ? theme.selected : row.left == 0 ? theme.quiet : theme.text)
        let brought = row.perHundred.map { "\(Int($0.rounded()))" } ?? theme.sign("–", "-")
        surface.write(rightAligned(brought, 10), x: box.x + 26, y: y, isSelected ? theme.selected : theme.text, limit: box.right - 1)
        surface.write(row.hint ?? row.name.summary, x: box.x + 38, y: y, isSelected ? theme.selected : row.hint == nil ? theme.quiet : theme.bad,
                      limit: box.right - 1)
    }
}
