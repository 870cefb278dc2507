// The grey form of a frame, from which its mean, deviation and histogram are taken.

/// Grey levels in floating point, not rounded: .299 R + .587 G + .114 B of 8-bit RGB.
public struct GreyImage: Equatable, Sendable {
    public let width: Int
    public let height: Int
    /// `height * width` levels from 0 to 255, in double precision: in single, pixels near an edge of a bin
    /// would fall on its wrong side.
    public let levels: [Double]
    /// Mean of all levels.
    public let mean: Double
    /// Population standard deviation of all levels; 0 for a frame of one colour.
    public let deviation: Double

    /// The darkest and the brightest level.
    let range: ClosedRange<Double>

    /// Cost: three passes over the pixels, sums in double precision.
    public init(_ image: RGBImage) {
        width = image.width
        height = image.height
        let n = image.width * image.height
        var low = Double.infinity, high = -Double.infinity
        levels = [Double](unsafeUninitializedCapacity: n) { out, count in
            image.pixels.withUnsafeBufferPointer { p in
                Self.shares.withUnsafeBufferPointer { shares in
                    for i in 0..<n {
                        let level = shares[Int(p[3 * i])] + shares[256 + Int(p[3 * i + 1])] + shares[512 + Int(p[3 * i + 2])]
                        out[i] = level
                        (low, high) = (level < low ? level : low, level > high ? level : high)
                    }
                }
            }
            count = n
        }
        range = n > 0 ? low...high : 0...0
        mean = levels.pairwiseSum() / Double(n)
        // One colour: rounding of equal levels must not look like contrast.
        deviation = low == high ? 0 : (levels.pairwiseSquares(from: mean) / Double(n)).squareRoot()
    }

    /// What each level of red, then of green, then of blue gives to the grey one.
    private static let shares: [Double] = [0.299, 0.587, 0.114].flatMap { share in (0..<256).map { share * Double($0) } }

    /// Levels with mean 0.0 and standard deviation 1.0; all 0.0 for a frame of one colour.
    public var standardised: [Double] {
        guard deviation > 0 else { return [Double](repeating: 0, count: levels.count) }
        return levels.map { ($0 - mean) / deviation }
    }
}
