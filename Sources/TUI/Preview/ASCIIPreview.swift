// A picture of plain characters: no colours, no attributes. The same idea as with blocks, but only the
// character is free: each cell takes the one that, blurred together with its neighbours, is nearest to the
// picture. What one character gets wrong, the next ones make good.

import Foundation
import Frames

enum ASCIIPreview {
    /// The level of ink on a terminal's dark background.
    private static let ink: Float = 238
    /// Even an M covers but a quarter of its cell, 64 levels, so the picture's levels are compressed. What is
    /// brighter than that is as bright as can be.
    private static let brightest: Float = 90, exponent: Float = 0.85
    /// How much of the way to full contrast a flat picture is taken.
    private static let stretch: Float = 0.7
    private static let passes = 3
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
        let low = sorted[sorted.count / 50], high = sorted[sorted.count - 1 - sorted.count / 50]
        // Noise is not made into contrast.
        let range = max(high - low, 0.25)
        return levels.map { level in
            let stretched = min(1, max(0, (level - low) / range))
            return brightest * pow(stretch * stretched + (1 - stretch) * level, exponent)
        }
    }
}
