// The grey form of a frame, from which its mean, deviation and histogram are taken.

/// Grey levels in floating point, not rounded: .299 R + .587 G + .114 B of 8-bit RGB.
public struct GreyImage: Equatable, Sendable {
    public let width: Int
    public let height: Int
    /// `height * width` levels from 0 to 255.
    public let levels: [Float]
    /// Mean of all levels.
    public let mean: Double
    /// Population standard deviation of all levels; 0 for a frame of one colour.
    public let deviation: Double

    /// Cost: two passes over the pixels, sums in double precision.
    public init(_ image: RGBImage) {
        width = image.width
        height = image.height
        let n = image.width * image.height
        let levels = [Float](unsafeUninitializedCapacity: n) { out, count in
            image.pixels.withUnsafeBufferPointer { p in
                for i in 0..<n {
                    out[i] = 0.299 * Float(p[3 * i]) + 0.587 * Float(p[3 * i + 1]) + 0.114 * Float(p[3 * i + 2])
                }
            }
            count = n
        }
        self.levels = levels
        let sum = levels.reduce(0.0) { $0 + Double($1) }
        let mean = sum / Double(n)
        let squares = levels.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        self.mean = mean
        // One colour: rounding of equal levels must not look like contrast.
        let isFlat = levels.allSatisfy { [first = levels[0]] in $0 == first }
        deviation = isFlat ? 0 : (squares / Double(n)).squareRoot()
    }

    /// Levels with mean 0.0 and standard deviation 1.0; all 0.0 for a frame of one colour.
    public var standardised: [Float] {
        guard deviation > 0 else { return [Float](repeating: 0, count: levels.count) }
        let scale = 1 / deviation
        return levels.map { Float((Double($0) - mean) * scale) }
    }
}
