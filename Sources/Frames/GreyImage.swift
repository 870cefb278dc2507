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

    /// Cost: two passes over the pixels, sums in double precision.
    public init(_ image: RGBImage) {
        width = image.width
        height = image.height
        let n = image.width * image.height
        let levels = [Double](unsafeUninitializedCapacity: n) { out, count in
            image.pixels.withUnsafeBufferPointer { p in
                for i in 0..<n {
                    out[i] = 0.299 * Double(p[3 * i]) + 0.587 * Double(p[3 * i + 1]) + 0.114 * Double(p[3 * i + 2])
                }
            }
            count = n
        }
        self.levels = levels
        let mean = levels.pairwiseSum() / Double(n)
        let squares = levels.map { ($0 - mean) * ($0 - mean) }.pairwiseSum()
        self.mean = mean
        // One colour: rounding of equal levels must not look like contrast.
        let isFlat = levels.allSatisfy { [first = levels[0]] in $0 == first }
        deviation = isFlat ? 0 : (squares / Double(n)).squareRoot()
    }

    /// Levels with mean 0.0 and standard deviation 1.0; all 0.0 for a frame of one colour.
    public var standardised: [Double] {
        guard deviation > 0 else { return [Double](repeating: 0, count: levels.count) }
        return levels.map { ($0 - mean) / deviation }
    }
}
