// The blurred shapes of all glyphs in one place of the picture, and what follows from them. Shapes
// differ at the edges only, where the picture is mirrored.

import CKernels

/// One `preview_class`.
struct GlyphClass {
    /// In the order of the fields of `preview_class`.
    let floats: [Float]

    /// - Parameters:
    ///   - x, y: any cell of this class.
    ///   - lambda: weight of the unblurred error, in units of the samples.
    ///   - lanes: how many glyphs are in use; the figures of the others are 0.
    init(x: BlurProfile, cellX: Int, y: BlurProfile, cellY: Int, lambda: Double, lanes count: Int) {
        let lanes = 0..<count
        let columns = (0..<8).map { Self.profile(x, cellX, 0, Double($0 + 1) / 8) }
        let rows = (0..<8).map { Self.profile(y, cellY, 1 - Double($0 + 1) / 8, 1) }
        let thirds = (0..<4).map { $0 < 3 ? Self.profile(y, cellY, Double($0) / 3, Double($0 + 1) / 3) : rows[0].map { _ in 0 } }
        let shapes = lanes.map { lane in
            var shape = [Double](repeating: 0, count: Int(PREVIEW_SPAN_X * PREVIEW_SPAN_Y))
            for part in BlockGlyph.parts(lane) {
                let across = Self.profile(x, cellX, part.x.lowerBound, part.x.upperBound)
                let down = Self.profile(y, cellY, part.y.lowerBound, part.y.upperBound)
                for (j, b) in down.enumerated() { for (i, a) in across.enumerated() { shape[j * across.count + i] += part.share * a * b } }
            }
            return shape
        }
        let gram = lanes.map { g in lanes.map { k in zip(shapes[g], shapes[k]).reduce(0) { $0 + $1.0 * $1.1 } } }

        var equations = [[Double]](repeating: [], count: 6)
        for lane in lanes {
            let full = gram[BlockGlyph.full][BlockGlyph.full], area = Self.area(lane) * 128
            let p11 = gram[lane][lane] + lambda * area
            let p01 = gram[lane][BlockGlyph.full] - gram[lane][lane]
            let p00 = full - 2 * gram[lane][BlockGlyph.full] + gram[lane][lane] + lambda * (128 - area)
            // A solid cell has one colour; its background's equation is made harmless.
            let six = BlockGlyph.isSolid(lane)
                ? [p11, 0, 1, 1 / p11, 1 / p11, 1]
                : [p11, p01, p00, 1 / max(p11 * p00 - p01 * p01, 1e-9), 1 / p11, 1 / p00]
            for (i, value) in six.enumerated() { equations[i].append(value) }
        }
        // Lanes inside, samples outside, so that one load has all lanes of a sample.
        let unused = BlockGlyph.count - count
        let zeros = { [Double](repeating: 0, count: $0) }
        var parts: [[Double]] = [Self.transposed(columns), Self.transposed(rows), Self.transposed(thirds)] + shapes
        parts.append(zeros(unused * Int(PREVIEW_SPAN_X * PREVIEW_SPAN_Y)))
        parts += gram.map { $0 + zeros(unused) } + [zeros(unused * BlockGlyph.count)] + equations.map { $0 + zeros(unused) }
        floats = parts.flatMap { $0.map(Float.init) }
    }

    /// The covered share of a cell.
    static func area(_ lane: Int) -> Double {
        BlockGlyph.parts(lane).reduce(0) { sum, part in
            sum + (part.x.upperBound - part.x.lowerBound) * (part.y.upperBound - part.y.lowerBound) * part.share
        }
    }

    /// Of a part of a cell, from 0 to 1.
    private static func profile(_ blur: BlurProfile, _ cell: Int, _ from: Double, _ to: Double) -> [Double] {
        let size = Double(blur.cellSize)
        return blur.samples(cell: cell, from: from * size, to: to * size,
                            count: blur.cellSize / 4 + 2 * Int(PREVIEW_MARGIN), margin: Int(PREVIEW_MARGIN))
    }

    private static func transposed(_ rows: [[Double]]) -> [Double] {
        rows[0].indices.flatMap { i in rows.map { $0[i] } }
    }
}
