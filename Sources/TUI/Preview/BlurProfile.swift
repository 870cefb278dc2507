// How an edge looks after the blur: one dimension at a time, since all parts of glyphs are rectangles.

import Foundation

/// The blur: a Gaussian over canvas pixels, cut off where it is nearly nothing.
struct BlurKernel {
    /// Canvas pixels.
    let sigma: Double
    /// No pixel counts whose centre is further away than this.
    let reach: Double
    private let scale: Double

    /// - Parameter limit: of the reach; a shape's margin is 3 samples.
    init(sigma: Double, limit: Double = 12) {
        self.sigma = sigma
        reach = min((3.6 * sigma).rounded(.up) + 1, limit)
        let reach = reach
        let half = stride(from: 0.5, to: reach, by: 1).reduce(0) { $0 + exp(-0.5 * $1 * $1 / (sigma * sigma)) }
        scale = 0.5 / half
    }

    /// The weight of a pixel whose centre is `distance` from a sample.
    func weight(_ distance: Double) -> Double {
        abs(distance) > reach ? 0 : scale * exp(-0.5 * distance * distance / (sigma * sigma))
    }
}

/// The blur along one axis of the canvas, mirrored at both ends, read at samples of 4 px.
struct BlurProfile {
    let kernel: BlurKernel
    /// Cells along this axis, and canvas pixels a cell.
    let cells: Int, cellSize: Int

    /// Samples from `margin` before the cell on of the blurred indicator of a part of the cell.
    /// - Parameters: `from`, `to`: in pixels from the cell's first; a pixel counts as far as it is covered.
    func samples(cell: Int, from: Double, to: Double, count: Int, margin: Int) -> [Double] {
        let pixels = Int(from)..<Int(to.rounded(.up))
        let total = cells * cellSize / 4, start = cell * cellSize / 4 - margin
        var out = [Double](repeating: 0, count: count)
        // Further away the kernel is nothing, mirrored or not.
        for sample in start - count..<start + 2 * count {
            let at = Double(sample * 4 + 2 - cell * cellSize)
            let value = pixels.reduce(0) { sum, pixel in
                let covered = min(to, Double(pixel + 1)) - max(from, Double(pixel))
                return sum + covered * kernel.weight(Double(pixel) + 0.5 - at)
            }
            let index = mirrored(sample, total) - start
            if out.indices.contains(index) { out[index] += value }
        }
        return out
    }
}

/// Index of the pixel that is seen at `index` where the ends of `count` pixels are mirrors.
func mirrored(_ index: Int, _ count: Int) -> Int {
    let period = 2 * count
    let i = ((index % period) + period) % period
    return i < count ? i : period - 1 - i
}
