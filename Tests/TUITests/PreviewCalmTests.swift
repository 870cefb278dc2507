import Frames
import Testing
@testable import TUI

@Suite("Calm pictures")
struct PreviewCalmTests {
    /// `hills` with noise of one level on some pixels, and a square that moves.
    private func noisy(_ seed: Int, square: Int? = nil) -> RGBImage {
        drawn(hills.width, hills.height) { x, y in
            let i = (y * hills.width + x) * 3
            if let square, (square..<square + 16).contains(x), y < 16 { return (255, 255, 255) }
            let noise = (x * 31 + y * 17 + seed * 101) % 5 == 0 ? 1 : 0
            return (Int(hills.pixels[i]) + noise, Int(hills.pixels[i + 1]), Int(hills.pixels[i + 2]) - noise)
        }
    }

    @Test("noise below one level changes no cell", arguments: [ColourMode.trueColour, .ansi256, .ansi8, .mono, .ascii])
    func noise(_ mode: ColourMode) {
        let first = Preview.render(image: hills, columns: 20, rows: 6, mode: mode, keepsBasis: true)
        let second = Preview.render(image: noisy(1), columns: 20, rows: 6, mode: mode, previous: first)
        #expect(second.cells == first.cells)
        #expect(Preview.render(image: noisy(1), columns: 20, rows: 6, mode: mode) != first)
    }

    @Test("what is still in colours is still in every mode", arguments: [ColourMode.trueColour, .ansi256, .ansi8, .mono, .ascii])
    func everyMode(_ mode: ColourMode) {
        // A level on average, though luma differs by more.
        let greener = drawn(hills.width, hills.height) { x, y in
            let i = (y * hills.width + x) * 3
            return (Int(hills.pixels[i]) + 1, Int(hills.pixels[i + 1]) + 2, Int(hills.pixels[i + 2]))
        }
        let first = Preview.render(image: hills, columns: 20, rows: 6, mode: mode, keepsBasis: true)
        #expect(Preview.render(image: greener, columns: 20, rows: 6, mode: mode, previous: first).cells == first.cells)
    }

    @Test("where something moves the picture follows, and the rest stays")
    func motion() {
        let first = Preview.render(image: noisy(0), columns: 20, rows: 6, mode: .trueColour, keepsBasis: true)
        let second = Preview.render(image: noisy(1, square: 64), columns: 20, rows: 6, mode: .trueColour, previous: first)
        let changed = first.cells.indices.filter { first.cells[$0] != second.cells[$0] }
        // 16 of 160 pixels are two cells, and the first 16 rows one row.
        #expect(changed == [8, 9])
        #expect(second[8, 0].style.background.rgb.map { $0 >> 16 > 240 } == true)
    }

    @Test("slow drift is followed: cells are compared with the pixels they were fitted to")
    func drift() {
        func faded(_ step: Int) -> RGBImage { drawn(32, 32) { _, _ in (100 + step / 2, 100, 100) } }
        var picture = Preview.render(image: faded(0), columns: 4, rows: 2, mode: .trueColour, keepsBasis: true)
        func follow(_ picture: CellPicture, _ step: Int) -> CellPicture {
            Preview.render(image: faded(step), columns: 4, rows: 2, mode: .trueColour, previous: picture, keepsBasis: true)
        }
        for step in 1...20 { picture = follow(picture, step) }
        let red = (picture[0, 0].style.background.rgb ?? 0) >> 16
        #expect(red >= 107)
    }

    @Test("a picture of another size, mode or grid is no hindrance")
    func mismatch() {
        let other = Preview.render(image: hills, columns: 19, rows: 6, mode: .trueColour, keepsBasis: true)
        let fresh = Preview.render(image: hills, columns: 20, rows: 6, mode: .trueColour)
        #expect(Preview.render(image: hills, columns: 20, rows: 6, mode: .trueColour, previous: other) == fresh)
        let coarse = Preview.render(image: hills, columns: 20, rows: 6, mode: .ansi256, keepsBasis: true)
        #expect(Preview.render(image: hills, columns: 20, rows: 6, mode: .trueColour, previous: coarse) == fresh)
    }
}
