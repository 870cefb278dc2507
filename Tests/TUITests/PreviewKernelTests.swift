import CKernels
import Foundation
import Frames
import Testing
@testable import TUI

@Suite("Preview kernels")
struct PreviewKernelTests {
    @Test("the fast and the portable compilation agree but for rounding",
          arguments: [ColourMode.trueColour, .ansi256, .mono], [Preview.Glyphs.blocks, .sextants])
    func compilations(_ mode: ColourMode, _ glyphs: Preview.Glyphs) throws {
        // Without noise, which makes much of the last bit of an error.
        let recipe = FitRecipe(mode)
        let plan = PreviewPlan(width: hills.width, height: hills.height, columns: 20, rows: 6, settings: recipe.settings(glyphs))
        let none = [FittedCell?](repeating: nil, count: 120)
        let compiled = try [#require(preview_kernels_best()), #require(preview_kernels_portable())]
        let pictures = try compiled.map { kernels -> CellPicture in
            let cells = try #require(Preview.fit(hills, plan, recipe, frozen: none, kernels: kernels) { false })
            return CellPicture(columns: 20, rows: 6, mode: mode, cells: cells.map { $0.cell(mode) })
        }
        // With few colours, rounding may tip a cell and it its neighbours: what is seen must be the same.
        let differing = zip(pictures[0].cells, pictures[1].cells).count { $0.character != $1.character }
        #expect(differing <= (mode == .trueColour ? 4 : 30))
        let seen = pictures.map { Canvas($0).blurred(sigma: 4) }
        #expect(seen[0].psnr(seen[1]) > (mode == .trueColour ? 55 : 30))
    }

    @Test("a glyph's shares and the picture's sums mean the same: a picture that is one sextant becomes it", arguments: BlockGlyph.blockCount..<BlockGlyph.count)
    func sextant(_ lane: Int) {
        guard BlockGlyph.isSextant(lane) else { return }
        let image = drawn(8, 48) { x, y in
            let isInk = BlockGlyph.parts(lane).contains { $0.x.contains((Double(x) + 0.5) / 8) && $0.y.contains((Double(y) + 0.5) / 48) }
            return isInk ? (250, 200, 30) : (20, 40, 90)
        }
        let cell = Preview.render(image: image, columns: 1, rows: 1, mode: .trueColour, glyphs: .sextants).cells[0]
        #expect(cell.character == BlockGlyph.characters[lane])
        let near = [cell.style.foreground, cell.style.background].map { Int($0.rgb ?? 0) >> 16 }
        #expect(abs(near[0] - 250) < 12 && abs(near[1] - 20) < 12)
    }

    @Test("with noise too the two compilations show the same picture")
    func noisyCompilations() throws {
        let recipe = FitRecipe(.trueColour).forGrid(cells: 480)
        let plan = PreviewPlan(width: hills.width, height: hills.height, columns: 40, rows: 12, settings: recipe.settings(.blocks))
        let compiled = try [#require(preview_kernels_best()), #require(preview_kernels_portable())]
        let seen = try compiled.map { kernels in
            let cells = try #require(Preview.fit(hills, plan, recipe, frozen: Array(repeating: nil, count: 480), kernels: kernels) { false })
            return Canvas(CellPicture(columns: 40, rows: 12, mode: .trueColour, cells: cells.map { $0.cell(.trueColour) })).blurred(sigma: 4)
        }
        #expect(seen[0].psnr(seen[1]) > 45)
    }

    @Test("many threads at once get what one gets", arguments: [ColourMode.trueColour, .ansi256])
    func threads(_ mode: ColourMode) async {
        let expected = Preview.render(image: hills, columns: 33, rows: 11, mode: mode)
        await withTaskGroup(of: CellPicture.self) { group in
            for _ in 0..<16 { group.addTask { Preview.render(image: hills, columns: 33, rows: 11, mode: mode) } }
            for await picture in group { #expect(picture == expected) }
        }
    }

    @Test("weights of a filter add up to 1 and stay inside the picture", arguments: [(1, 2), (2, 160), (7, 160), (320, 160), (1_920, 160), (5_000, 2)])
    func filters(_ source: Int, _ samples: Int) throws {
        for filter in [SampleFilter.blur(source: source, samples: samples, sigma: 3), .box(source: source, parts: samples)] {
            for j in 0..<samples {
                let sum = filter.weights[j * filter.taps..<(j + 1) * filter.taps].reduce(0, +)
                try #require(abs(sum - 1) < 1e-4)
                try #require(filter.first[j] >= 0 && Int(filter.first[j]) + filter.taps <= source)
            }
        }
    }

    @Test("the blurred shape of a full cell adds up to its share of the picture, at the edges too", arguments: [1, 2, 3, 5, 9])
    func shapes(_ cells: Int) {
        let blur = BlurProfile(kernel: BlurKernel(sigma: 3), cells: cells, cellSize: 8)
        let sums = (0..<cells).map { blur.samples(cell: $0, from: 0, to: 8, count: 8, margin: 3).reduce(0, +) }
        // 8 px are 2 samples; mirrors lose nothing.
        for sum in sums { #expect(abs(sum - 2) < 0.01) }
    }
}
