// How each colour mode is fitted. The figures were found on 48 frames of a film: see Benchmarks/preview.sh.

/// Passes, blur and palette of a colour mode.
struct FitRecipe: Sendable {
    /// Passes with any colour.
    var freePasses: Int
    /// Passes with the palette's colours.
    var palettePasses: Int
    /// Levels of the palette in each channel; `nil`: any colour.
    var levels: [Float]?
    /// Whether the palette has greys beside the cube.
    var hasGreys = false
    private var sigma: Double
    private var lambda: Double
    private var keep = 20.0

    init(_ mode: ColourMode) {
        switch mode {
        case .trueColour: (freePasses, palettePasses, levels, sigma, lambda) = (3, 0, nil, 3, 0.01)
        case .ansi256: (freePasses, palettePasses, levels, hasGreys, sigma, lambda) = (1, 2, Palette.cube, true, 3, 0.005)
        case .ansi8: (freePasses, palettePasses, levels, sigma, lambda) = (1, 2, Palette.eight, 4, 0.005)
        case .mono, .ascii: (freePasses, palettePasses, levels, sigma, lambda) = (1, 2, Palette.mono, 4, 0.005)
        }
    }

    /// A small grid has more passes, and its glyphs change more freely: both cost little there, and detail is coarser to
    /// its cells.
    func forGrid(cells: Int) -> FitRecipe {
        guard cells <= 1_000 else { return self }
        var recipe = self
        recipe.freePasses = levels == nil ? 8 : freePasses
        recipe.palettePasses *= 2
        recipe.keep = 5
        return recipe
    }

    func settings(_ glyphs: Preview.Glyphs) -> FitSettings {
        FitSettings(sigma: sigma, lambda: lambda, keep: keep, allowsShades: levels != nil && glyphs != .blanks,
                    allowsBlocks: glyphs != .blanks, allowsSextants: glyphs == .sextants)
    }
}
