// What a cell was fitted to, small enough to be kept: means of 4x4 blocks a cell, 48 bytes.

import Frames

/// The picture behind each cell of a grid.
struct CellBasis: Equatable, Sendable {
    let columns: Int, rows: Int
    /// Blocks a side of a cell.
    static let side = 4
    private static let bytes = side * side * 3

    /// `bytes` levels a cell.
    private var levels: [UInt8]

    /// - Cost: one pass over the pixels in integers.
    init(_ image: RGBImage, columns: Int, rows: Int) {
        (self.columns, self.rows) = (columns, rows)
        let across = (0..<columns * Self.side).map { Self.span($0, columns * Self.side, image.width) }
        let down = (0..<rows * Self.side).map { Self.span($0, rows * Self.side, image.height) }
        levels = [UInt8](repeating: 0, count: columns * rows * Self.bytes)
        image.pixels.withUnsafeBufferPointer { p in
            levels.withUnsafeMutableBufferPointer { out in
                for (y, lines) in down.enumerated() {
                    for (x, span) in across.enumerated() {
                        var sum = SIMD3<Int32>()
                        for line in lines {
                            for i in span {
                                let at = (line * image.width + i) * 3
                                sum &+= SIMD3(Int32(p[at]), Int32(p[at + 1]), Int32(p[at + 2]))
                            }
                        }
                        let cell = y / Self.side * columns + x / Self.side
                        let o = cell * Self.bytes + (y % Self.side * Self.side + x % Self.side) * 3
                        let count = Int32(lines.count * span.count)
                        for c in 0..<3 { out[o + c] = UInt8((sum[c] + count / 2) / count) }
                    }
                }
            }
        }
    }

    /// Sum over a cell of the absolute differences of levels.
    func difference(_ other: CellBasis, cell: Int) -> Int {
        (cell * Self.bytes..<(cell + 1) * Self.bytes).reduce(0) { $0 + abs(Int(levels[$1]) - Int(other.levels[$1])) }
    }

    /// A difference of a level and a half everywhere, which is more than another encoding of the same frame has.
    static let noise = bytes * 3 / 2

    mutating func copy(_ cell: Int, from other: CellBasis) {
        for i in cell * Self.bytes..<(cell + 1) * Self.bytes { levels[i] = other.levels[i] }
    }

    /// The pixels of a block, at least one.
    private static func span(_ block: Int, _ blocks: Int, _ pixels: Int) -> Range<Int> {
        let start = min(pixels - 1, block * pixels / blocks)
        return start..<max(start + 1, (block + 1) * pixels / blocks)
    }
}
