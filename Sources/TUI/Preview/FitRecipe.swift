// How each colour mode is fitted. The figures were found on 48 frames of a film: see Benchmarks/preview.sh.

/// Passes, blur and palette of a colour mode.
struct FitRecipe: Sendable {
    /// Passes with any colour and with noise that dies away, which come first.
    private(set) var hotPasses = 0
    /// Passes with any colour and without noise.
    private(set) var freePasses: Int
    /// How many of them, the last ones, choose whole levels.
    private(set) var roundedPasses: Int
    /// Passes with the palette's colours.
    private(set) var palettePasses: Int
    /// Levels of the palette in each channel; `nil`: any colour.
    let levels: [Float]?
    /// How many steps around the best greys are tried; `nil`: the palette has no greys beside the cube.
    private(set) var greyReach: Int?
    private var sigma: Double
    private var lambda: Double
    private var keep = 20.0

    init(_ mode: ColourMode) {
        switch mode {
        case .trueColour: (freePasses, palettePasses, levels, sigma, lambda) = (3, 0, nil, 3, 0.01)
        case .ansi256: (freePasses, palettePasses, levels, greyReach, sigma, lambda) = (1, 2, Palette.cube, 0, 3, 0.005)
        case .ansi8: (freePasses, palettePasses, levels, sigma, lambda) = (1, 2, Palette.eight, 4, 0.005)
        case .mono, .ascii: (freePasses, palettePasses, levels, sigma, lambda) = (1, 2, Palette.mono, 4, 0.005)
        }
        roundedPasses = levels == nil ? 1 : 0
    }

    /// A small grid has more passes, and its glyphs change more freely: both cost little there, and detail is coarser to
    /// its cells.
    func forGrid(cells: Int, glyphs: Preview.Glyphs = .blocks) -> FitRecipe {
        guard cells <= 1_000 else { return self }
        var recipe = self
        recipe.freePasses = levels == nil ? 8 : freePasses
        recipe.palettePasses *= 2
        recipe.keep = 5
        // A smaller one is a tile among dozens, which must not take longer.
        if cells >= 300 { recipe.searchLonger(cells: cells, glyphs: glyphs) }
        return recipe
    }

    /// The settings of a picture by itself, in about 4 ms. A descent ends in a poor choice of glyphs, half a decibel from
    /// what a very long annealing finds; a short one gets most of that.
    private mutating func searchLonger(cells: Int, glyphs: Preview.Glyphs) {
        if levels == nil, glyphs != .blanks {
            hotPasses = min(42, 42 * 480 / cells) / (glyphs == .sextants ? 2 : 1)
            (freePasses, roundedPasses, keep, sigma, lambda) = (3, 2, 0, 2.81, 0.0035)
        } else if greyReach != nil {
            (palettePasses, greyReach, sigma, lambda) = (5, 3, 2.7, 0.0005)
        }
    }

    /// How much noise a hot pass has, in units of the error.
    func heat(pass: Int) -> Float {
        guard pass < hotPasses else { return 0 }
        let left = 1 - Float(pass) / Float(hotPasses)
        return 185 * left * left + 5.5
    }

    func settings(_ glyphs: Preview.Glyphs) -> FitSettings {
        FitSettings(sigma: sigma, lambda: lambda, keep: keep, allowsShades: levels != nil && glyphs != .blanks,
                    allowsBlocks: glyphs != .blanks, allowsSextants: glyphs == .sextants)
    }
}
