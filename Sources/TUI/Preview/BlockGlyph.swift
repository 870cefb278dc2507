// The block characters that pictures are made of, in the order that the kernels count them.

import CKernels

/// A glyph of one cell: which part of it is foreground.
enum BlockGlyph {
    /// Lanes without and with sextants.
    static let blockCount = Int(PREVIEW_BLOCKS), count = Int(PREVIEW_GLYPHS)
    /// The full block, which is drawn as a blank in its own background.
    static let full = Int(PREVIEW_FULL)

    /// ▁…█, ▏…▉ (and █ again), ▘▝▖▗▚, ░▒▓, then the sextants with the upper left part.
    static let characters: [Character] = Array("▁▂▃▄▅▆▇█▏▎▍▌▋▊▉█▘▝▖▗▚░▒▓") + (blockCount..<count).map(sextant)

    /// The foreground's rectangles, in parts of a cell, and how much of each is covered.
    static func parts(_ lane: Int) -> [(x: ClosedRange<Double>, y: ClosedRange<Double>, share: Double)] {
        let half = 0.5
        switch lane {
        case 0..<8: return [(0...1, (1 - Double(lane + 1) / 8)...1, 1)]
        case 8..<16: return [(0...Double(lane - 7) / 8, 0...1, 1)]
        case 16: return [(0...half, 0...half, 1)]
        case 17: return [(half...1, 0...half, 1)]
        case 18: return [(0...half, half...1, 1)]
        case 19: return [(half...1, half...1, 1)]
        case 20: return [(0...half, 0...half, 1), (half...1, half...1, 1)]
        case 21..<blockCount: return [(0...1, 0...1, Double(lane - 20) / 4)]
        default:
            return (0..<6).filter { mask(lane) >> $0 & 1 == 1 }.map { part in
                let (x, y) = (Double(part % 2), Double(part / 2))
                return (x / 2...(x + 1) / 2, y / 3...(y + 1) / 3, 1)
            }
        }
    }

    /// Of a sextant's lane: a bit a part, upper left first, then to the right and down.
    private static func mask(_ lane: Int) -> Int { 2 * (lane - blockCount) + 1 }

    /// Unicode has the sextants in the order of their bits, without the halves that there were before.
    private static func sextant(_ lane: Int) -> Character {
        let mask = mask(lane)
        guard mask != 21, mask != 63 else { return mask == 21 ? "▌" : "█" }
        let index = mask - 1 - (mask > 21 ? 1 : 0) - (mask > 42 ? 1 : 0)
        return Unicode.Scalar(UInt32(0x1FB00 + index)).map(Character.init) ?? " "
    }

    /// Whether the lane is a sextant that no older block element equals.
    static func isSextant(_ lane: Int) -> Bool { lane >= blockCount && mask(lane) != 21 && mask(lane) != 63 }

    static func isSolid(_ lane: Int) -> Bool { lane == full || lane == 15 }
    static func isShade(_ lane: Int) -> Bool { (21..<blockCount).contains(lane) }
}
