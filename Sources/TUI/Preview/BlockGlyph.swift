// The block characters that pictures are made of, in the order that the kernels count them.

import CKernels

/// A glyph of one cell: which part of it is foreground.
enum BlockGlyph {
    static let count = Int(PREVIEW_GLYPHS)
    /// The full block, which is drawn as a blank in its own background.
    static let full = Int(PREVIEW_FULL)

    /// ▁…█, ▏…▉ (and █ again), ▘▝▖▗▚, ░▒▓.
    static let characters: [Character] = Array("▁▂▃▄▅▆▇█▏▎▍▌▋▊▉█▘▝▖▗▚░▒▓")

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
        default: return [(0...1, 0...1, Double(lane - 20) / 4)]
        }
    }

    static func isSolid(_ lane: Int) -> Bool { lane == full || lane == 15 }
    static func isShade(_ lane: Int) -> Bool { lane >= 21 }
}
