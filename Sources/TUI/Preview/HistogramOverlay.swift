// The histogram of the standardised frame, laid over the lower part of the picture like glass: the picture
// shows through the bars, and is dimmed where there are none. That is done to the pixels, before the fit,
// so that bars have all the shapes and colours that a picture has, in every colour mode.

import Foundation
import Frames

/// Draws a histogram with its fitted normal curve.
public struct HistogramOverlay: Sendable {
    /// The colours; the bars' is mixed with the picture below them.
    public struct Style: Sendable {
        public var bar = CellColour(rgb: 0xC6DBFF, ansi256: 153, ansi8: 6)
        public var curve = CellColour(rgb: 0xFFC24B, ansi256: 215, ansi8: 3)
        public var text = CellColour(rgb: 0xF2F2F2, ansi256: 255, ansi8: 7)

        public init() {}
    }

    public var histogram: Histogram
    /// Of the grey levels, 0 to 255, before standardising.
    public var mean: Double
    public var deviation: Double
    public var style: Style

    public init(histogram: Histogram, mean: Double, deviation: Double, style: Style = Style()) {
        (self.histogram, self.mean, self.deviation, self.style) = (histogram, mean, deviation, style)
    }

    /// Rows that are covered in a picture of `rows`: about two fifths.
    public static func height(rows: Int) -> Int { min(rows, max(4, min(12, rows * 2 / 5 + 1))) }

    /// The picture with the histogram over its lower rows; otherwise as `Preview.renderUnlessCancelled`.
    public func renderUnlessCancelled(
        image: RGBImage, columns: Int, rows: Int, mode: ColourMode, glyphs: Preview.Glyphs = .blocks,
        previous: CellPicture? = nil, keepsBasis: Bool = false, isCancelled: () -> Bool = { false }
    ) -> CellPicture? {
        let chart = chart(width: columns, height: Self.height(rows: rows))
        let shaded = shade(image, rows: rows, chart)
        var picture = Preview.renderUnlessCancelled(
            image: shaded, columns: columns, rows: rows, mode: mode, glyphs: glyphs,
            previous: previous, keepsBasis: keepsBasis, isCancelled: isCancelled)
        picture?.drawLines(of: chart, style)
        return picture
    }

    /// The picture with bars and curve as pixels; its text is not in it.
    public func shadedWithCurve(_ image: RGBImage, columns: Int, rows: Int) -> RGBImage {
        let chart = chart(width: columns, height: Self.height(rows: rows))
        var out = shade(image, rows: rows, chart)
        let cell = Double(image.height) / Double(max(1, rows)), ink = style.curve.levels
        let half = max(1, cell / 12), step = 0.5
        for x in stride(from: 0.0, to: Double(image.width), by: step) {
            guard let row = chart.curveRow(part: x / Double(image.width)) else { continue }
            let y = (Double(rows - chart.height) + row) * cell
            for line in max(0, Int(y - half))...max(0, Int(y + half)) where line < image.height {
                let i = (line * image.width + Int(x)) * 3
                for c in 0..<3 { out.pixels[i + c] = UInt8(ink[c]) }
            }
        }
        return out
    }

    /// The rows of a picture that the caption and the scale stand in.
    func textRows(columns: Int, rows: Int) -> Set<Int> {
        let chart = chart(width: columns, height: Self.height(rows: rows)), top = rows - chart.height
        let hasCaption = chart.height >= 4 && (0..<columns).contains { chart[$0, 0].glyph != nil && !chart[$0, 0].isCurve }
        return hasCaption ? [top, rows - 1] : [rows - 1]
    }

    /// As a panel of its own.
    public func draw(on surface: inout Surface, in rect: Rect, mode: ColourMode) {
        let chart = chart(width: rect.width, height: rect.height)
        for y in 0..<rect.height {
            for x in 0..<rect.width where rect.x + x < surface.width {
                surface[rect.x + x, rect.y + y] = panelCell(chart[x, y], mode)
            }
        }
    }

    private func chart(width: Int, height: Int) -> HistogramChart {
        HistogramChart(histogram, caption: String(format: "mean %.1f · deviation %.1f", mean, deviation), width: width, height: height)
    }

    /// Dims the pixels under the chart, and tints those under a bar.
    private func shade(_ image: RGBImage, rows: Int, _ chart: HistogramChart) -> RGBImage {
        var out = image
        let first = (rows - chart.height) * image.height / max(1, rows), rowsPerPixel = Double(rows) / Double(image.height)
        let bars = (0..<image.width).map { chart.bar(part: (Double($0) + 0.5) / Double(image.width)) }
        let shades = shades, (free, tinted, axis) = (0, 768, 1536)
        out.pixels.withUnsafeMutableBufferPointer { p in
            shades.withUnsafeBufferPointer { shades in
                bars.withUnsafeBufferPointer { bars in
                    for y in first..<image.height {
                        // Above the axis, which has the lowest row.
                        let row = Double(chart.height - 1) - ((Double(y) + 0.5) * rowsPerPixel - Double(rows - chart.height))
                        for x in 0..<image.width {
                            let i = (y * image.width + x) * 3, table = row <= 0 ? axis : row < bars[x] ? tinted : free
                            for c in 0..<3 { p[i + c] = shades[table + 256 * c + Int(p[i + c])] }
                        }
                    }
                }
            }
        }
        return out
    }

    /// What becomes of the 256 levels of each channel: where nothing is, under a bar, under the axis.
    private var shades: [UInt8] {
        func table(_ share: Float, _ added: SIMD3<Float>) -> [UInt8] {
            (0..<3).flatMap { c in (0..<256).map { UInt8(Float($0) * share + added[c]) } }
        }
        return table(0.4, .zero) + table(0.5, style.bar.levels * 0.5) + table(0.2, .zero)
    }

    private func panelCell(_ mark: HistogramChart.Mark, _ mode: ColourMode) -> Cell {
        let isOverBar = mark.fill >= 4, bar = style.bar.calmed
        if let glyph = mark.glyph {
            let colour = mark.isCurve ? style.curve : style.text
            if mode == .ascii { return Cell(mark.asciiGlyph) }
            // Without colours the curve is cut out of the bars.
            if mode == .mono { return Cell(glyph, CellStyle(reverse: isOverBar && mark.isCurve)) }
            return Cell(glyph, isOverBar && mark.isCurve ? CellStyle(colour, on: bar) : CellStyle(colour))
        }
        guard mark.fill > 0 else { return Cell() }
        if mode == .ascii { return Cell(mark.fill >= 6 ? "#" : mark.fill >= 3 ? ":" : ".") }
        return Cell(BlockGlyph.characters[mark.fill - 1], mode == .mono ? CellStyle() : CellStyle(bar))
    }
}

extension CellPicture {
    /// Curve, axis and caption over the lowest rows; below them the cells' mean colours.
    fileprivate mutating func drawLines(of chart: HistogramChart, _ style: HistogramOverlay.Style) {
        let top = rows - chart.height
        for y in 0..<chart.height {
            for x in 0..<columns {
                let mark = chart[x, y]
                guard let glyph = mark.glyph else { continue }
                let colour = mark.isCurve ? style.curve : style.text
                let isOverBar = mark.isCurve && mark.fill >= 4
                self[x, top + y] = switch mode {
                case .ascii: Cell(mark.asciiGlyph)
                case .mono: Cell(glyph, CellStyle(reverse: isOverBar))
                case .ansi8: Cell(glyph, CellStyle(colour, on: isOverBar ? style.bar : Palette.colour(.zero)))
                case .trueColour, .ansi256:
                    Cell(glyph, CellStyle(colour, on: fitted[(top + y) * columns + x].mean(times: mark.isCurve ? 1 : 0.6)))
                }
            }
        }
    }
}

extension FittedCell {
    /// The mean colour of the cell, made darker.
    fileprivate func mean(times factor: Float) -> CellColour {
        let share = Float(GlyphClass.area(Int(lane)))
        let mean = SIMD3<Float>(front) * share + SIMD3<Float>(back) * (1 - share)
        return Palette.colour(SIMD3<UInt8>(mean * factor, rounding: .toNearestOrEven))
    }
}

extension HistogramChart.Mark {
    fileprivate var asciiGlyph: Character {
        isCurve ? "*" : ASCIIGlyphs.replacement(for: glyph ?? " ")
    }
}

extension CellColour {
    fileprivate var levels: SIMD3<Float> {
        let rgb = rgb ?? 0
        return SIMD3(Float(rgb >> 16 & 255), Float(rgb >> 8 & 255), Float(rgb & 255))
    }

    /// For bars without a picture below them, which would outshine the curve.
    fileprivate var calmed: CellColour {
        let exact = Palette.colour(SIMD3<UInt8>(levels * 0.6, rounding: .toNearestOrEven))
        return CellColour(rgb: exact.rgb, ansi256: exact.ansi256, ansi8: ansi8)
    }
}
