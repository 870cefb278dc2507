// How an edge looks after the blur: one dimension at a time, since all parts of glyphs are rectangles.

import Foundation

/// Gaussian blur along one axis of the canvas, mirrored at both ends, read at samples of 4 px.
struct BlurProfile {
    /// Canvas pixels.
    let sigma: Double
    /// Cells along this axis, and canvas pixels a cell.
    let cells: Int, cellSize: Int

    /// Samples from `margin` before the cell on of the blurred indicator of `from..<to`, canvas pixels
    /// inside the cell.
    func samples(cell: Int, from: Double, to: Double, count: Int, margin: Int) -> [Double] {
        let total = cells * cellSize / 4, start = cell * cellSize / 4 - margin
        var out = [Double](repeating: 0, count: count)
        // What lies further away than the kernel reaches is nothing, mirrored or not.
        for sample in start - count..<start + 2 * count {
            let at = Double(sample * 4 + 2 - cell * cellSize)
            let value = below((to - at) / sigma) - below((from - at) / sigma)
            let index = mirrored(sample, total) - start
            if out.indices.contains(index) { out[index] += value }
        }
        return out
    }

    /// The normal distribution function.
    private func below(_ x: Double) -> Double { 0.5 * erfc(-x * 0.5.squareRoot()) }
}

/// Index of the pixel that is seen at `index` where the ends of `count` pixels are mirrors.
func mirrored(_ index: Int, _ count: Int) -> Int {
    let period = 2 * count
    let i = ((index % period) + period) % period
    return i < count ? i : period - 1 - i
}
