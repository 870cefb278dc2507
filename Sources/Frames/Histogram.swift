// The density histogram of a standardised frame, and the normal curve that is drawn over it.

#if canImport(Glibc)
import Glibc
#endif

/// Density of values in equal bins; the area under it is 1, so the normal curve lies over it.
/// Unit: standard deviations.
/// - Source: `numpy.histogram(values, bins, density=True)`.
public struct Histogram: Equatable, Sendable {
    /// The bins of the earlier system's plot.
    public static let standardBins = 25

    /// `density.count + 1` rising edges.
    public let edges: [Double]
    public let density: [Double]

    /// All values equal: edges from 0.5 below to 0.5 above, as numpy.
    /// - Precondition: `values` is not empty.
    /// - Cost: O(values), two passes.
    public init(_ values: [Double], bins: Int = standardBins) {
        let scale = Bins(from: values.min() ?? 0, to: values.max() ?? 0, count: bins)
        var counts = [Int](repeating: 0, count: bins)
        for v in values { counts[scale.bin(of: v)] += 1 }
        self.init(scale, counts)
    }

    /// The histogram of a frame's standardised grey form, equal to that of `image.standardised` to the last bit.
    /// - Cost: one pass over the levels and no array of the standardised ones. The larger of two levels is never in the lower bin, so
    ///   where both ends of a quarter of a level are in the same bin, all between them is.
    public init(_ image: GreyImage, bins: Int = standardBins) {
        guard image.deviation > 0, bins < Int(UInt8.max) else {
            self.init(image.standardised, bins: bins)
            return
        }
        let standardised = { (level: Double) in (level - image.mean) / image.deviation }
        let scale = Bins(from: standardised(image.range.lowerBound), to: standardised(image.range.upperBound), count: bins)
        let parts = 4.0, unsure = UInt8.max
        let ends = (0...1024).map { UInt8(scale.bin(of: standardised(Double($0) / parts))) }
        let known = zip(ends, ends.dropFirst()).map { $0 == $1 ? $0 : unsure }
        var counts = [Int](repeating: 0, count: Int(unsure) + 1)
        counts.withUnsafeMutableBufferPointer { counts in
            known.withUnsafeBufferPointer { known in
                image.levels.withUnsafeBufferPointer { levels in
                    for level in levels {
                        let bin = known[Int(level * parts)]
                        counts[bin == unsure ? scale.bin(of: standardised(level)) : Int(bin)] += 1
                    }
                }
            }
        }
        self.init(scale, Array(counts[..<bins]))
    }

    private init(_ scale: Bins, _ counts: [Int]) {
        edges = scale.edges
        let total = Double(counts.reduce(0, +))
        density = counts.indices.map { Double(counts[$0]) / total / (scale.edges[$0 + 1] - scale.edges[$0]) }
    }

    /// The standard normal density at `x`, which is what a standardised frame's fitted curve is.
    public static func normal(_ x: Double) -> Double {
        exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    }
}

/// Equal bins, and which of them a value falls into.
private struct Bins {
    let edges: [Double]
    private let low: Double, perUnit: Double, last: Int

    init(from least: Double, to greatest: Double, count: Int) {
        let (low, high) = least == greatest ? (least - 0.5, greatest + 0.5) : (least, greatest)
        let step = (high - low) / Double(count)
        edges = (0...count).map { $0 == count ? high : low + Double($0) * step }
        self.low = low
        perUnit = Double(count) / (high - low)
        last = count - 1
    }

    /// - Returns: for a value that lies outside, the nearest bin.
    func bin(of value: Double) -> Int {
        let bin = Int(min(Double(last), max(0, (value - low) * perUnit)))
        // numpy corrects for rounding by the edges themselves.
        if value < edges[bin] { return max(0, bin - 1) }
        return value >= edges[bin + 1] && bin < last ? bin + 1 : bin
    }
}
