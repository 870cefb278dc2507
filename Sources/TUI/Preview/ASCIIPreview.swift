// A picture of plain characters: no colours, no attributes. The same idea as with blocks, but only the
// character is free: each cell takes the one that, blurred together with its neighbours, is nearest to the
// picture. What one character gets wrong, the next ones make good.

import Foundation
import Frames

enum ASCIIPreview {
    /// The level of ink on a terminal's dark background, and how bright a picture may be: even the
    /// darkest character covers under half of its cell, so bright parts are compressed, not cut off.
    private static let ink: Float = 238, brightest: Float = 100, exponent: Float = 0.75
    private static let sigma = 4.0
    private static let passes = 3
    /// Weight of a character's own shape against the blurred impression.
    private static let lambda: Float = 0.04

    static func render(image: RGBImage, columns: Int, rows: Int) -> CellPicture {
        let parts = partMeans(image, columns: columns, rows: rows)
        var fit = ASCIIFit(target: parts, columns: columns, rows: rows, ink: ink, lambda: lambda)
        for pass in 0..<passes { fit.sweep(isBackwards: pass % 2 == 1) }
        let cells = fit.chosen.map { Cell(ASCIIShapes.characters[$0]) }
        return CellPicture(columns: columns, rows: rows, mode: .ascii, cells: cells)
    }

    /// Mean luma of each part of each cell, 2x4 a cell, made to fit what ink can show.
    private static func partMeans(_ image: RGBImage, columns: Int, rows: Int) -> [Float] {
        let small = image.resized(width: 2 * columns, height: 4 * rows).luma
        return stride(from: 0, to: small.pixels.count, by: 3).map {
            brightest * power(Float(small.pixels[$0]) / 255)
        }
    }

    private static func power(_ x: Float) -> Float { x <= 0 ? 0 : pow(x, exponent) }
}
