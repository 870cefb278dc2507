// The picture without its colours, for terminals that have none.

import Frames

extension RGBImage {
    /// Rec. 709 luma in all three channels.
    var luma: RGBImage {
        var out = self
        out.pixels.withUnsafeMutableBufferPointer { p in
            for i in stride(from: 0, to: p.count, by: 3) {
                let rgb = SIMD3(Float(p[i]), Float(p[i + 1]), Float(p[i + 2]))
                let level = UInt8((rgb * SIMD3(0.2126, 0.7152, 0.0722)).sum() + 0.5)
                (p[i], p[i + 1], p[i + 2]) = (level, level, level)
            }
        }
        return out
    }
}
