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
    /// The same over the eight columns around a cell, for its left and its right part.
    private let across: [SIMD8<Float>]
    /// Interaction of the eight parts of one cell.
    private let gram: [SIMD8<Float>]
    /// The error that each character makes by itself, eight characters a vector.
    private let energies: [SIMD8<Float>]
    /// Each character's product with each part.
    private let product: [SIMD8<Float>]

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
        let kernel = line.map { $0 / sum }
        self.kernel = kernel
        across = [SIMD8(kernel + [0]), SIMD8([0] + kernel)]
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
        energies = ASCIIShapes.vectors(zip(ASCIIShapes.coverage, product).map { ($0 * $1).sum() * ink }, rest: .infinity)
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
            replace(cell, by: best(for: wanted * (2 * ink)))
        }
    }

    /// The character with the least error, eight at a time: half the time of one by one.
    private func best(for wanted: SIMD8<Float>) -> Int {
        var least = SIMD8<Float>(repeating: .infinity), group = SIMD8<Int32>()
        ASCIIShapes.byPart.withUnsafeBufferPointer { shapes in
            for g in energies.indices {
                var error = energies[g]
                for part in 0..<8 { error -= shapes[8 * g + part] * wanted[part] }
                let isBetter = error .< least
                least.replace(with: error, where: isBetter)
                group.replace(with: Int32(g), where: isBetter)
            }
        }
        let lane = least.indices.min { least[$0] < least[$1] } ?? 0
        return 8 * Int(group[lane]) + lane
    }

    /// The residual around a cell's eight parts, blurred twice: down, then across.
    private func blurredParts(_ cell: Int) -> SIMD8<Float> {
        let reach = Self.reach, start = cell / columns * 4 * stride + cell % columns * 2
        var out = SIMD8<Float>()
        residual.withUnsafeBytes { r in
            for part in 0..<4 {
                var sum = SIMD8<Float>()
                for y in 0...2 * reach {
                    let at = start + (part + y) * stride
                    sum += kernel[y] * r.loadUnaligned(fromByteOffset: 4 * at, as: SIMD8<Float>.self)
                }
                let own = start + (part + reach) * stride + reach
                for side in 0..<2 { out[2 * part + side] = (sum * across[side]).sum() + lambda * residual[own + side] }
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
