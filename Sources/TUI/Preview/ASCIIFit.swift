// Coordinate descent over characters. The residual lies on the grid of parts, 2x4 a cell, which is as
// fine as the shapes of characters are known.

import Foundation

struct ASCIIFit {
    /// Index of each cell's character in `ASCIIShapes`.
    private(set) var chosen: [Int]

    private let isFrozen: [Bool]
    private let columns: Int, rows: Int
    private let ink: Float, lambda: Float
    /// Picture less characters, with a margin of `reach` parts around.
    private var residual: [Float]
    private let stride: Int
    private static let reach = 3
    /// The blur between two parts, by their distance across and down: a Gaussian of 4 px, twice
    /// applied, since the error is the blurred residual's square.
    private let kernel: [Float]
    /// Interaction of the eight parts of one cell.
    private let gram: [SIMD8<Float>]
    /// The error that each character makes by itself, and its product with each part.
    private let energy: [Float], product: [SIMD8<Float>]

    /// - Parameter target: levels of 2x4 parts a cell, row after row.
    /// - Parameter frozen: characters that stay, by cell.
    init(target: [Float], columns: Int, rows: Int, ink: Float, lambda: Float, frozen: [Int?]) {
        (self.columns, self.rows, self.ink, self.lambda) = (columns, rows, ink, lambda)
        let reach = Self.reach
        chosen = [Int](repeating: 0, count: columns * rows)
        isFrozen = frozen.map { $0 != nil }
        stride = 2 * columns + 2 * reach
        residual = [Float](repeating: 0, count: stride * (4 * rows + 2 * reach))
        for y in 0..<4 * rows { for x in 0..<2 * columns { residual[(y + reach) * stride + x + reach] = target[y * 2 * columns + x] } }

        // Parts are 4 px; the autocorrelation of a Gaussian of 4 px has sigma 4 * sqrt(2) px.
        let line = (-reach...reach).map { Float(exp(-Double($0 * $0) / 4)) }
        let sum = line.reduce(0, +)
        kernel = line.map { $0 / sum }
        var gram = [SIMD8<Float>](repeating: SIMD8(), count: 8)
        for i in 0..<8 { for j in 0..<8 {
            gram[i][j] = kernel[reach + j % 2 - i % 2] * kernel[reach + j / 2 - i / 2] + (i == j ? lambda : 0)
        } }
        self.gram = gram
        product = ASCIIShapes.coverage.map { shape in
            var out = SIMD8<Float>()
            for j in 0..<8 { out += gram[j] * shape[j] * ink }
            return out
        }
        energy = zip(ASCIIShapes.coverage, product).map { ($0 * $1).sum() * ink }
        for (cell, character) in frozen.enumerated() { if let character { replace(cell, by: character) } }
    }

    /// Each cell takes its best character with its neighbours as they stand.
    mutating func sweep(isBackwards: Bool) {
        let count = columns * rows
        for i in 0..<count {
            let cell = isBackwards ? count - 1 - i : i
            if isFrozen[cell] { continue }
            let own = product[chosen[cell]]
            let wanted = blurredParts(cell) + own  // what is to be explained with this cell empty
            var best = 0, least = Float.infinity
            for (k, shape) in ASCIIShapes.coverage.enumerated() {
                let error = energy[k] - 2 * ink * (shape * wanted).sum()
                if error < least { (best, least) = (k, error) }
            }
            replace(cell, by: best)
        }
    }

    /// The residual around a cell's eight parts, blurred twice.
    private func blurredParts(_ cell: Int) -> SIMD8<Float> {
        let reach = Self.reach, span = 2 + 2 * reach
        let start = cell / columns * 4 * stride + cell % columns * 2
        var out = SIMD8<Float>()
        residual.withUnsafeBufferPointer { r in
            var lines = [SIMD2<Float>](repeating: SIMD2(), count: 4 + 2 * reach)
            for y in 0..<4 + 2 * reach {
                var left: Float = 0, right: Float = 0
                for x in 0..<span - 1 {
                    left += kernel[x] * r[start + y * stride + x]
                    right += kernel[x] * r[start + y * stride + x + 1]
                }
                lines[y] = SIMD2(left, right)
            }
            for part in 0..<4 {
                var sum = SIMD2<Float>()
                for y in 0..<2 * reach + 1 { sum += kernel[y] * lines[part + y] }
                let at = start + (part + reach) * stride + reach
                out[2 * part] = sum.x + lambda * r[at]
                out[2 * part + 1] = sum.y + lambda * r[at + 1]
            }
        }
        return out
    }

    private mutating func replace(_ cell: Int, by new: Int) {
        let change = (ASCIIShapes.coverage[chosen[cell]] - ASCIIShapes.coverage[new]) * ink
        chosen[cell] = new
        let start = (cell / columns * 4 + Self.reach) * stride + cell % columns * 2 + Self.reach
        for part in 0..<8 { residual[start + part / 2 * stride + part % 2] += change[part] }
    }
}
