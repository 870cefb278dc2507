// Noise for the choice of glyphs. It is the same in every run, so that the same picture always gives the same cells.

import CKernels
import Foundation
import Frames

/// What a hot pass adds to the errors of glyphs.
enum GlyphNoise {
    /// Values of a Gumbel distribution with its sign turned. Added to errors, it makes the least one a draw from the Boltzmann
    /// distribution, which is what annealing asks for.
    static let table: [Float] = {
        var random = SeededGenerator(seed: 1)
        return (0..<Int(PREVIEW_NOISE) + BlockGlyph.count).map { _ in
            Float(log(-log((Double(random.next() >> 40) + 0.5) / Double(1 << 24))))
        }
    }()
}
