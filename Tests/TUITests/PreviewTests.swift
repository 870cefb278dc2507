import Foundation
import Frames
import Testing
@testable import TUI

@Suite("Preview")
struct PreviewTests {
    private func render(_ image: RGBImage, _ columns: Int, _ rows: Int, _ mode: ColourMode) -> CellPicture {
        Preview.render(image: image, columns: columns, rows: rows, mode: mode)
    }

    @Test("a picture of one colour is that colour everywhere, to the last level", arguments: [
        (0, 0, 0), (255, 255, 255), (1, 2, 3), (200, 30, 117), (128, 128, 128),
    ])
    func flat(_ r: Int, _ g: Int, _ b: Int) {
        let picture = render(drawn(64, 36) { _, _ in (r, g, b) }, 12, 5, .trueColour)
        let expected = UInt32(r << 16 | g << 8 | b)
        #expect(picture.cells.allSatisfy { $0.character == " " && $0.style.background.rgb == expected })
    }

    @Test("two colours that meet where a glyph has its edge are reproduced exactly", arguments: [0, 3, 8, 20, 37])
    func twoColours(_ edge: Int) {
        let image = drawn(80, 64) { x, _ in x < edge ? (220, 40, 30) : (20, 60, 190) }
        let canvas = Canvas(render(image, 10, 4, .trueColour))
        #expect(canvas.psnr(Canvas(image, columns: 10, rows: 4)) > 100)
    }

    @Test("after the blur of an eye, the fit is nearer to the picture by 6 dB than half blocks are")
    func beatsHalfBlocks() {
        let picture = render(hills, 20, 6, .trueColour)
        var half = CellPicture(columns: 20, rows: 6, mode: .trueColour, cells: [])
        let small = hills.resized(width: 20, height: 12)
        for y in 0..<6 { for x in 0..<20 {
            func colour(_ row: Int) -> CellColour {
                let i = (row * 20 + x) * 3
                return Palette.colour(SIMD3(small.pixels[i], small.pixels[i + 1], small.pixels[i + 2]))
            }
            half.cells.append(Cell("▄", CellStyle(colour(2 * y + 1), on: colour(2 * y))))
        } }
        let seen = Canvas(hills, columns: 20, rows: 6).blurred(sigma: 4)
        let ours = Canvas(picture).blurred(sigma: 4).psnr(seen), theirs = Canvas(half).blurred(sigma: 4).psnr(seen)
        #expect(ours > theirs + 6)
    }

    @Test("a small grid is fitted nearer than a large one's recipe would, and no worse close up")
    func smallGrid() {
        let large = FitRecipe(.trueColour), small = large.forGrid(cells: 120)
        let canvases = [large, small].map { recipe in
            let plan = PreviewPlan(width: hills.width, height: hills.height, columns: 20, rows: 6, settings: recipe.settings(.blocks))
            let fitted = Preview.fit(hills, plan, recipe, frozen: Array(repeating: nil, count: 120)) { false } ?? []
            return Canvas(CellPicture(columns: 20, rows: 6, mode: .trueColour, cells: fitted.map { $0.cell(.trueColour) }))
        }
        for (sigma, gain) in [(4.0, 0.1), (2.0, -0.05)] {
            let seen = Canvas(hills, columns: 20, rows: 6).blurred(sigma: sigma)
            let (before, after) = (canvases[0].blurred(sigma: sigma).psnr(seen), canvases[1].blurred(sigma: sigma).psnr(seen))
            #expect(after > before + gain, "sigma \(sigma): \(before) dB, \(after) dB")
        }
    }

    @Test("a picture of some hundred cells is searched longer than a tile: nearer from afar, or else close up",
          arguments: [(ColourMode.trueColour, 4.0, 0.3), (.trueColour, 2, 0), (.ansi256, 4, 0), (.ansi256, 2, 0.1)])
    func longerSearch(_ mode: ColourMode, _ sigma: Double, _ gain: Double) {
        let seen = Canvas(hills, columns: 40, rows: 12).blurred(sigma: sigma)
        let found = [299, 480].map { cells in
            let recipe = FitRecipe(mode).forGrid(cells: cells)
            let plan = PreviewPlan(width: hills.width, height: hills.height, columns: 40, rows: 12, settings: recipe.settings(.blocks))
            let fitted = Preview.fit(hills, plan, recipe, frozen: Array(repeating: nil, count: 480)) { false } ?? []
            return Canvas(CellPicture(columns: 40, rows: 12, mode: mode, cells: fitted.map { $0.cell(mode) })).blurred(sigma: sigma).psnr(seen)
        }
        #expect(found[1] > found[0] + gain)
    }

    @Test("sextants are nearer to fine detail than blocks, and all of them are Unicode's")
    func sextants() {
        // Bricks of half a cell by a third of one.
        let image = drawn(160, 96) { x, y in (y * 3 / 16 + x / 4) % 2 == 0 ? (230, 220, 90) : (40 + x, 60, 120) }
        let seen = Canvas(image, columns: 20, rows: 6).blurred(sigma: 2)
        let pictures = [Preview.Glyphs.blocks, .sextants].map { Preview.render(image: image, columns: 20, rows: 6, mode: .trueColour, glyphs: $0) }
        #expect(Canvas(pictures[1]).blurred(sigma: 2).psnr(seen) > Canvas(pictures[0]).blurred(sigma: 2).psnr(seen) + 0.3)
        let values = pictures[1].cells.compactMap { $0.character.unicodeScalars.first?.value }
        #expect(values.contains { (0x1FB00..<0x1FB3C).contains($0) })
        #expect(!pictures[0].cells.contains { ($0.character.unicodeScalars.first?.value ?? 0) >= 0x1FB00 })
    }

    @Test("256 colours are those of the palette from 16 on, each named by its own index")
    func palette() {
        for cell in render(hills, 20, 6, .ansi256).cells {
            for colour in [cell.style.foreground, cell.style.background] {
                #expect(colour.ansi256 >= 16)
                #expect(colour.rgb == Self.xterm(Int(colour.ansi256)))
            }
        }
    }

    @Test("with 256 colours the eye sees the picture within 30 dB")
    func paletteIsClose() {
        let seen = Canvas(hills, columns: 20, rows: 6).blurred(sigma: 4)
        #expect(Canvas(render(hills, 20, 6, .ansi256)).blurred(sigma: 4).psnr(seen) > 30)
    }

    @Test("eight colours have each channel on or off")
    func eight() {
        for cell in render(hills, 20, 6, .ansi8).cells {
            for colour in [cell.style.foreground, cell.style.background] {
                let rgb = colour.rgb ?? 1
                let channels = [rgb >> 16, rgb >> 8 & 255, rgb & 255]
                #expect(channels.allSatisfy { $0 == 0 || $0 == 205 })
                #expect(colour.ansi8 == (channels[0] > 0 ? 1 : 0) + (channels[1] > 0 ? 2 : 0) + (channels[2] > 0 ? 4 : 0))
            }
        }
    }

    @Test("without colours there are the terminal's own two, and both are used")
    func mono() {
        let cells = render(hills, 20, 6, .mono).cells
        #expect(cells.allSatisfy { $0.style.foreground == .standard && $0.style.background == .standard })
        let canvas = Canvas(render(hills, 20, 6, .mono))
        #expect(Set(canvas.levels).isSubset(of: [0, 238, 119, 59.5, 178.5]))
        #expect(Set(canvas.levels).count > 1)
    }

    @Test("every size of grid and picture can be shown", arguments: [
        (1, 1, 1, 1), (5, 3, 16, 9), (160, 45, 320, 180), (2, 2, 640, 360), (3, 1, 1, 50), (4, 7, 33, 7), (80, 22, 2, 2),
    ], [ColourMode.trueColour, .ansi256, .mono, .ascii])
    func sizes(_ s: (Int, Int, Int, Int), _ mode: ColourMode) {
        let image = drawn(s.2, s.3) { x, y in (x * 3 % 256, y * 5 % 256, (x + y) % 256) }
        let picture = render(image, s.0, s.1, mode)
        #expect(picture.columns == s.0 && picture.rows == s.1 && picture.cells.count == s.0 * s.1)
        #expect(picture.cells.allSatisfy { $0.width == 1 && CellWidth.of($0.character) == 1 })
    }

    @Test("an empty grid gives an empty picture")
    func empty() {
        #expect(render(hills, 0, 5, .trueColour).cells.isEmpty)
        #expect(render(hills, 5, -1, .ansi256).cells.isEmpty)
    }

    @Test("blanks alone still carry the colours")
    func blanks() {
        let picture = Preview.render(image: hills, columns: 20, rows: 6, mode: .trueColour, glyphs: .blanks)
        #expect(picture.cells.allSatisfy { $0.character == " " })
        let seen = Canvas(hills, columns: 20, rows: 6).blurred(sigma: 4)
        #expect(Canvas(picture).blurred(sigma: 4).psnr(seen) > 24)
    }

    @Test("a cancelled render gives nothing, at whichever pass", arguments: [1, 2, 3])
    func cancelled(_ pass: Int) {
        var asked = 0
        let picture = Preview.renderUnlessCancelled(image: hills, columns: 20, rows: 6, mode: .ansi256) {
            asked += 1
            return asked == pass
        }
        #expect(picture == nil)
    }

    /// xterm's own table.
    private static func xterm(_ index: Int) -> UInt32 {
        if index >= 232 { return UInt32(8 + 10 * (index - 232)) * 0x010101 }
        let levels: [UInt32] = [0, 95, 135, 175, 215, 255], i = index - 16
        return levels[i / 36] << 16 | levels[i / 6 % 6] << 8 | levels[i % 6]
    }
}
