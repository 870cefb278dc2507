// A figure over time, above zero, as an area of eighths of a cell, with its scale.

import Frames

/// A curve to draw.
struct Curve {
    var title: String
    /// Oldest first; `nil` where it was not measured.
    var values: [Double?]
    var style: CellStyle
    /// How a value of the scale is written.
    var label: (Double) -> String = { decimal($0, 2) }
}

/// Draws a curve; its last point lies at the right edge once there are more points than columns.
func drawCurve(_ surface: inout Surface, _ curve: Curve, in rect: Rect, _ theme: Theme) {
    let known = curve.values.compactMap { $0 }
    guard rect.height >= 3, rect.width >= 16, let most = known.max() else { return }
    let end = surface.write(curve.title, x: rect.x, y: rect.y, theme.strong, limit: rect.right)
    if let last = known.last { surface.write(curve.label(last), x: end + 2, y: rect.y, curve.style, limit: rect.right) }
    // From zero, so that half as high is half as much.
    let high = max(most * 1.1, 1e-6)
    let left = rect.x + 7, plot = Rect(x: left, y: rect.y + 1, width: rect.right - left, height: rect.height - 1)
    surface.write(rightAligned(curve.label(high), 6), x: rect.x, y: plot.y, theme.quiet)
    if plot.height > 1 { surface.write(rightAligned(curve.label(0), 6), x: rect.x, y: plot.bottom - 1, theme.quiet) }
    let points = curve.values.count
    let each = max(1, min(6, plot.width / max(1, points)))
    let shown = Array(curve.values.suffix(plot.width / each))
    for (i, value) in shown.enumerated() {
        guard let value else { continue }
        let eighths = Int((value / high * Double(plot.height * 8)).rounded())
        for column in 0..<each where each == 1 || column < each - 1 {
            drawColumn(&surface, eighths: max(1, eighths), x: plot.x + i * each + column, plot, curve.style, theme)
        }
    }
}

private func drawColumn(_ surface: inout Surface, eighths: Int, x: Int, _ plot: Rect, _ style: CellStyle, _ theme: Theme) {
    let parts: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    for row in 0..<plot.height {
        let fill = max(0, min(8, eighths - row * 8))
        guard fill > 0 else { return }
        surface[x, plot.bottom - 1 - row] = Cell(theme.isUnicode ? parts[fill] : fill >= 4 ? "#" : "_", style)
    }
}
