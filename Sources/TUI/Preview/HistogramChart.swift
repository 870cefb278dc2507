// Where the histogram's bars, its normal curve and its axis lie on a grid of cells. Colours are the
// business of those who draw it.

import Foundation
import Frames

/// A histogram laid out on `width` x `height` cells; the last row is the axis.
struct HistogramChart {
    /// What a cell shows.
    struct Mark: Equatable {
        /// Eighths of the cell, from its lower edge, that a bar covers.
        var fill = 0
        /// The curve, an axis tick or a letter.
        var glyph: Character?
        var isCurve = false
    }

    let width: Int, height: Int
    private(set) var marks: [Mark]
    /// Height of each bin's bar in rows above the axis.
    private var bars: [Double] = []
    /// Of the curve: the first value, how many the width stands for, and the density of a row.
    private var scale: (low: Double, span: Double, perRow: Double) = (0, 1, 1)

    /// Characters of a horizontal line low, in the middle and high in a cell.
    static let lines: [Character] = Array("▁━▔")

    init(_ histogram: Histogram, caption: String, width: Int, height: Int) {
        (self.width, self.height) = (max(0, width), max(0, height))
        marks = Array(repeating: Mark(), count: self.width * self.height)
        guard width >= 3, height >= 2 else { return }
        let low = histogram.edges.first ?? 0, high = histogram.edges.last ?? 1
        let plotRows = height - 1
        // The caption has the first row to itself where there is room.
        let highest = Double(plotRows) - (height >= 6 ? 1 : 0.25)
        let top = max(histogram.density.max() ?? 0, Histogram.normal(0)) * Double(plotRows) / highest
        let valueAt = { (x: Double) in low + x / Double(width) * (high - low) }
        scale = (low, high - low, top / Double(plotRows))

        // The least bar can be seen.
        bars = histogram.density.map { $0 > 0 ? max(0.125, $0 / top * Double(plotRows)) : 0 }
        for x in 0..<width { drawBar(x, eighths: Int((bars[x * bars.count / width] * 8).rounded())) }
        drawCurve { Histogram.normal(valueAt(Double($0) + 0.5)) / top * Double(plotRows) }
        drawAxis(low: low, high: high)
        drawCaption(caption)
    }

    subscript(x: Int, y: Int) -> Mark {
        get { marks[y * width + x] }
        set { marks[y * width + x] = newValue }
    }

    /// Height of the bar in rows above the axis.
    /// - Parameter part: of the width, 0 to below 1.
    func bar(part: Double) -> Double { bars.isEmpty ? 0 : bars[Int(part * Double(bars.count))] }

    /// How far below the upper edge the curve lies, in rows; `nil` where it is no more than the axis.
    /// - Parameter part: of the width, 0 to below 1.
    func curveRow(part: Double) -> Double? {
        let rows = Histogram.normal(scale.low + part * scale.span) / scale.perRow
        return rows > 0.1 && height >= 2 ? Double(height - 1) - rows : nil
    }

    private mutating func drawBar(_ x: Int, eighths: Int) {
        for row in 0..<height - 1 { self[x, height - 2 - row].fill = min(8, max(0, eighths - 8 * row)) }
    }

    /// - Parameter rowsAt: height of the curve above the axis in rows, at a column.
    private mutating func drawCurve(_ rowsAt: (Int) -> Double) {
        var before: Int?
        for x in 0..<width {
            let rows = rowsAt(x)
            let row = min(height - 2, Int(rows))
            // Steep: the rows between two columns are joined.
            if let before, abs(row - before) > 1 {
                for between in min(row, before) + 1..<max(row, before) { setCurve(x, between, "│") }
            }
            let third = min(2, Int((rows - Double(row)) * 3))
            // On the axis itself it would only hide the bars.
            if rows > 0.1 { setCurve(x, row, Self.lines[third]) }
            before = row
        }
    }

    private mutating func setCurve(_ x: Int, _ row: Int, _ glyph: Character) {
        self[x, height - 2 - row].glyph = glyph
        self[x, height - 2 - row].isCurve = true
    }

    /// Whole standard deviations, as many as have room.
    private mutating func drawAxis(low: Double, high: Double) {
        for x in 0..<width { self[x, height - 1].glyph = "─" }
        let cellsPerUnit = Double(width) / (high - low)
        let step = [1.0, 2, 5, 10, 20, 50, 100].first { $0 * cellsPerUnit >= 6 } ?? 1000
        var value = (low / step).rounded(.up) * step
        while value <= high {
            // The tick is under the column that the value falls into.
            let tick = min(width - 1, max(0, Int((value - low) * cellsPerUnit)))
            let label = value == 0 ? "0" : value < 0 ? "−\(Int(-value))" : "\(Int(value))"
            let start = tick - (label.count - 1) / 2 - (value < 0 ? 1 : 0)
            if start > 0, start + label.count + 1 < width {
                self[start - 1, height - 1].glyph = " "
                self[start + label.count, height - 1].glyph = " "
                for (i, character) in label.enumerated() { self[start + i, height - 1].glyph = character }
            }
            value += step
        }
    }

    /// In the upper corner with the lower bars.
    private mutating func drawCaption(_ caption: String) {
        guard caption.count + 2 <= width, height >= 4 else { return }
        func bars(_ columns: Range<Int>) -> Int { columns.reduce(0) { $0 + (self[$1, 0].fill + self[$1, 1].fill) } }
        let left = 1..<1 + caption.count, right = width - 1 - caption.count..<width - 1
        let place = bars(left) < bars(right) ? left : right
        for (x, character) in zip(place, caption) {
            self[x, 0].glyph = character
            self[x, 0].isCurve = false
        }
    }
}
