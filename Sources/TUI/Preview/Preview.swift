// A picture as character cells that look like it from where a person sits: fitted so that picture and
// cells agree after a blur of 3 px, a cell being 8x16. Each cell takes the glyph and the two colours that
// are best together with its neighbours, in a few passes over all cells.
//
// Minimised is |G (picture - cells)|^2 + lambda |picture - cells|^2, G the blur. The blurred residual is kept
// on samples of 4 px. A pass goes over the cells, forth, then back: a cell's share is put back, the two
// colours of every glyph follow from a system of two equations, the best glyph stays and is taken off again.
// A small grid is annealed first: noise that dies away shakes the choice of glyphs.
// 3 passes reach 50 dB at 80x22 (sigma 4), where the best two colours of each cell on its own reach 41.6.

import CKernels
import Frames

/// Pictures to cells. All functions may be called from any thread.
public enum Preview {
    /// Characters that may be used.
    public enum Glyphs: String, CaseIterable, Sendable {
        /// ▁▂▃▄▅▆▇█ ▏▎▍▌▋▊▉ ▘▝▖▗▚, and ░▒▓ where colours are few.
        case blocks
        /// The sextants of Unicode 13 too, two parts across and three down, which many fonts lack.
        case sextants
        /// Blanks alone, for a terminal that can show colours but no Unicode.
        case blanks
    }

    /// The picture, stretched to the grid.
    /// - Parameters:
    ///   - previous: the picture before in the same shot, made with `keepsBasis`: cells whose pixels differ by
    ///     less than a level and a half from those they were fitted to stay as they are, so that a still background
    ///     does not flicker.
    ///   - keepsBasis: whether this picture will be the `previous` of another: 48 bytes a cell more.
    /// - Cost: 80x22 cells of 320x180 pixels, one core: 1.5 ms in true colour, 2.6 ms in 256 colours.
    public static func render(
        image: RGBImage, columns: Int, rows: Int, mode: ColourMode, glyphs: Glyphs = .blocks,
        previous: CellPicture? = nil, keepsBasis: Bool = false
    ) -> CellPicture {
        renderUnlessCancelled(image: image, columns: columns, rows: rows, mode: mode, glyphs: glyphs,
                              previous: previous, keepsBasis: keepsBasis) { false }
            ?? CellPicture(columns: 0, rows: 0, mode: mode, cells: [])
    }

    /// The same; `isCancelled` is asked between passes.
    /// - Returns: `nil` once cancelled.
    public static func renderUnlessCancelled(
        image: RGBImage, columns: Int, rows: Int, mode: ColourMode, glyphs: Glyphs = .blocks,
        previous: CellPicture? = nil, keepsBasis: Bool = false, isCancelled: () -> Bool
    ) -> CellPicture? {
        guard columns > 0, rows > 0 else { return CellPicture(columns: 0, rows: 0, mode: mode, cells: []) }
        // Of the colours also where luma alone is shown: what is still does not depend on the mode.
        let calm = CalmCells(image: image, columns: columns, rows: rows, mode: mode, previous: previous, keepsBasis: keepsBasis)
        if let same = calm.samePicture { return same }
        let image = mode == .mono || mode == .ascii ? image.luma : image
        if mode == .ascii {
            if isCancelled() { return nil }
            let fitted = ASCIIPreview.fit(image: image, columns: columns, rows: rows, frozen: calm.frozen)
            return CellPicture(columns: columns, rows: rows, mode: mode, cells: fitted.map { $0.cell(mode) }, fitted: fitted, basis: calm.basis)
        }
        let recipe = FitRecipe(mode).forGrid(cells: columns * rows, glyphs: glyphs)
        let plan = PlanCache.plan(width: image.width, height: image.height, columns: columns, rows: rows, settings: recipe.settings(glyphs))
        guard let fitted = fit(image, plan, recipe, frozen: calm.frozen, isCancelled: isCancelled) else { return nil }
        return CellPicture(columns: columns, rows: rows, mode: mode, cells: fitted.map { $0.cell(mode) },
                           fitted: fitted, basis: calm.basis)
    }

    static func fit(
        _ image: RGBImage, _ plan: PreviewPlan, _ recipe: FitRecipe, frozen: [FittedCell?],
        kernels: UnsafePointer<preview_kernels> = preview_kernels_best(), isCancelled: () -> Bool
    ) -> [FittedCell]? {
        plan.withWork { work in
            work.freeze(frozen)
            let (p, w) = (plan.kernelPlan, work.kernelWork), run = kernels.pointee
            image.pixels.withUnsafeBufferPointer { run.prepare(p, w, $0.baseAddress) }
            run.start(p, w)
            var isBackwards = false
            let passes = recipe.hotPasses + recipe.freePasses
            for pass in 0..<passes {
                if isCancelled() { return nil }
                let isRounded = pass >= passes - recipe.roundedPasses
                run.sweep(p, w, preview_pass(backwards: isBackwards, rounded: isRounded, heat: recipe.heat(pass: pass), turn: Int32(pass)))
                isBackwards.toggle()
            }
            isBackwards = false
            for _ in 0..<recipe.palettePasses {
                if isCancelled() { return nil }
                if let levels = recipe.levels {
                    run.sweep_palette(p, w, isBackwards, levels, Int32(levels.count), Int32(recipe.greyReach ?? -1))
                }
                isBackwards.toggle()
            }
            return work.cells(plan.columns * plan.rows)
        }
    }
}
