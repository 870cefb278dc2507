// The frame itself, with its histogram over the lower rows or in a panel.

import Frames

func drawPicture(_ surface: inout Surface, _ state: AppState, _ pictures: Pictures, _ layout: MainLayout, _ theme: Theme) {
    let rect = layout.picture()
    guard let picture = pictures.main else {
        let reason = pictures.missing ?? ""
        let lines = wrapped(reason, width: max(10, layout.stage.width - 8))
        for (i, line) in lines.enumerated() {
            let x = layout.stage.x + max(1, (layout.stage.width - CellWidth.of(line)) / 2)
            surface.write(line, x: x, y: rect.y + rect.height / 2 - lines.count / 2 + i, theme.quiet)
        }
        return
    }
    let x = rect.x + (rect.width - picture.columns) / 2, y = rect.y + (rect.height - picture.rows) / 2
    for row in 0..<picture.rows {
        for column in 0..<picture.columns { surface[x + column, y + row] = picture.cells[row * picture.columns + column] }
    }
}

/// Text broken at spaces.
func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
        if !line.isEmpty, CellWidth.of(line) + 1 + CellWidth.of(String(word)) > width {
            lines.append(line)
            line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [line]
}
