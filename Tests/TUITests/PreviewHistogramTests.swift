import Foundation
import Frames
import Testing
@testable import TUI

@Suite("Histogram on the screen")
struct PreviewHistogramTests {
    private let ramp = Histogram((0..<1000).map { .init(Double($0) / 250 - 2) })

    private func overlay(_ image: RGBImage) -> HistogramOverlay {
        let grey = GreyImage(image)
        return HistogramOverlay(histogram: Histogram(grey), mean: grey.mean, deviation: grey.deviation)
    }

    private func text(_ surface: Surface) -> [String] {
        (0..<surface.height).map { y in String((0..<surface.width).map { surface[$0, y].character }) }
    }

    @Test("bars of equal density are equally high, the curve bends over them, ticks are whole deviations")
    func panel() {
        var surface = Surface(width: 50, height: 6)
        HistogramOverlay(histogram: ramp, mean: 112.25, deviation: 58.1).draw(on: &surface, in: surface.bounds, mode: .mono)
        #expect(text(surface) == [
            "                      mean 112.2 · deviation 58.1 ",
            "                ▁━━━▔▔▔▔▔▔▔▔▔▔━━━▁▁               ",
            "▄▄▄▄▄▄▄▄▄▄▁▁━━▔▔▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▔━━▁▁▄▄▄▄▄▄▄▄▄▄",
            "████▁▁━━▔▔██████████████████████████████▔▔━━▁▁████",
            "━▔▔▔██████████████████████████████████████████▔▔▔━",
            "────────── −1 ────────── 0 ───────── 1 ───────────",
        ])
    }

    @Test("the picture above the histogram is the plain picture")
    func above() throws {
        let (shown, plain) = try aboveHistogram(columns: 60)
        let differing = zip(shown.cells, plain.cells).count { $0.character != $1.character }
        // The fit looks at neighbours, so the row above may shift; far from it nothing does.
        #expect(differing <= 4)
    }

    @Test("in a small grid the picture above the histogram looks like the plain picture")
    func aboveSmall() throws {
        // A shift may spread while noise shakes the glyphs.
        let (shown, plain) = try aboveHistogram(columns: 40)
        #expect(Canvas(shown).blurred(sigma: 4).psnr(Canvas(plain).blurred(sigma: 4)) > 45)
    }

    /// The rows above the histogram's neighbourhood, with it and without.
    private func aboveHistogram(columns: Int) throws -> (shown: CellPicture, plain: CellPicture) {
        let shown = try #require(overlay(hills).renderUnlessCancelled(image: hills, columns: columns, rows: 20, mode: .trueColour))
        let plain = Preview.render(image: hills, columns: columns, rows: 20, mode: .trueColour)
        let rows = 20 - HistogramOverlay.height(rows: 20) - 2
        func upper(_ picture: CellPicture) -> CellPicture {
            CellPicture(columns: columns, rows: rows, mode: .trueColour, cells: Array(picture.cells[..<(columns * rows)]))
        }
        return (upper(shown), upper(plain))
    }

    @Test("bars are brighter than the dimmed picture beside them, on a dark and on a bright frame", arguments: [40, 220])
    func contrast(_ level: Int) throws {
        // Two thirds of one level and a third of another: a bar at each end, nothing between.
        let image = drawn(120, 90) { x, _ in x < 80 ? (level, level, level) : (level + 20, level + 20, level + 20) }
        let picture = try #require(overlay(image).renderUnlessCancelled(image: image, columns: 50, rows: 20, mode: .trueColour))
        let canvas = Canvas(picture)
        func luma(_ column: Int) -> Float { canvas.levels[(16 * 17 * canvas.width + column * 8) * 3 + 1] }
        #expect(luma(0) > luma(25) + 60)
        #expect(luma(49) > luma(25) + 60)
    }

    @Test("mean and deviation are told, and the curve is drawn, in every mode", arguments: ColourMode.allCases)
    func everyMode(_ mode: ColourMode) throws {
        let picture = try #require(overlay(hills).renderUnlessCancelled(image: hills, columns: 60, rows: 20, mode: mode))
        let rows = (0..<20).map { y in String((0..<60).map { picture[$0, y].character }) }
        let caption = rows[20 - HistogramOverlay.height(rows: 20)]
        #expect(caption.contains(String(format: "mean %.1f", GreyImage(hills).mean)))
        #expect(rows[19].contains(" 0 "))
        let curve: Set<Character> = mode == .ascii ? ["*"] : ["▁", "━", "▔"]
        #expect(rows[10..<19].contains { $0.contains { curve.contains($0) } })
        if mode == .ascii { #expect(rows.allSatisfy { $0.allSatisfy(\.isASCII) }) }
    }

    @Test("in a calm shot the curve of the frame before is gone")
    func calm() throws {
        func shown(_ overlay: HistogramOverlay, _ previous: CellPicture?) throws -> CellPicture {
            try #require(overlay.renderUnlessCancelled(
                image: hills, columns: 60, rows: 20, mode: .trueColour, previous: previous, keepsBasis: true))
        }
        var other = overlay(hills)
        other.mean = 7
        let picture = try shown(overlay(hills), shown(other, nil))
        #expect(picture == (try shown(overlay(hills), nil)))
    }

    @Test("tiny pictures and flat frames are survived", arguments: [(1, 1), (2, 9), (9, 2), (12, 4)])
    func tiny(_ columns: Int, _ rows: Int) throws {
        for image in [hills, drawn(9, 9) { _, _ in (7, 7, 7) }] {
            let picture = try #require(overlay(image).renderUnlessCancelled(image: image, columns: columns, rows: rows, mode: .ansi256))
            #expect(picture.cells.count == columns * rows)
        }
    }

    @Test("a frame of one colour has its whole bar in the middle")
    func flat() {
        let chart = HistogramChart(overlay(drawn(9, 9) { _, _ in (7, 7, 7) }).histogram, caption: "", width: 50, height: 8)
        let tall = (0..<50).filter { chart[$0, 1].fill > 0 }
        #expect(tall == [24, 25])
    }
}
