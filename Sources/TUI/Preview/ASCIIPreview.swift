// A picture of plain characters: no colours, no attributes. The same idea as with blocks, but only the
// character is free: each cell takes the one that, blurred together with its neighbours, is nearest to the
// picture. What one character gets wrong, the next ones make good.

import Foundation
import Frames

enum ASCIIPreview {
    /// The level of ink on a terminal's dark background.
    private static let ink: Float = 238
    /// Even an M covers but a quarter of its cell, 63 levels, so the picture's levels are compressed. The shape
    /// counts, as the eye makes up for contrast: darkest to brightest is stretched to this, with no curve. A
    /// little more than there is makes the picture brighter, and costs a decibel of the shape: several times what
    /// plain luma gains, and clouds go flat. Curves and an offset are no better trade.
    private static let brightest: Float = 80
    private static let passes = 5
    /// Weight of a character's own shape against the blurred impression.
    private static let lambda: Float = 0.04

    /// - Parameter frozen: cells that stay as they are; the lane of a cell is its character's index.
    /// - Returns: a cell each.
    static func fit(image: RGBImage, columns: Int, rows: Int, frozen: [FittedCell?]) -> [FittedCell] {
        let parts = partMeans(image, columns: columns, rows: rows)
        var fit = ASCIIFit(target: parts, columns: columns, rows: rows, ink: ink, lambda: lambda,
                           frozen: frozen.map { $0.map { Int($0.lane) } })
        for pass in 0..<passes { fit.sweep(isBackwards: pass % 2 == 1) }
        return fit.chosen.map { FittedCell(lane: UInt8($0), front: .zero, back: .zero) }
    }

    /// Mean luma of each part of each cell, 2x4 a cell, made to fit what ink can show.
    private static func partMeans(_ image: RGBImage, columns: Int, rows: Int) -> [Float] {
        let small = image.resized(width: 2 * columns, height: 4 * rows)
        let levels = stride(from: 0, to: small.pixels.count, by: 3).map { Float(small.pixels[$0]) / 255 }
        let sorted = levels.sorted()
        let darkest = sorted[sorted.count / 50], lightest = sorted[sorted.count - 1 - sorted.count / 50]
        // Noise is not made into contrast; what is flat keeps its place between black and white.
        let range = max(lightest - darkest, 0.25)
        let low = darkest - (darkest + lightest) / 2 * (range - (lightest - darkest))
        return levels.map { brightest * min(1, max(0, ($0 - low) / range)) }
    }
}
