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
        var low = values.min() ?? 0, high = values.max() ?? 0
        if low == high { (low, high) = (low - 0.5, high + 0.5) }
        let step = (high - low) / Double(bins)
        let edges = (0...bins).map { $0 == bins ? high : low + Double($0) * step }
        var counts = [Int](repeating: 0, count: bins)
        let scale = Double(bins) / (high - low)
        for v in values {
            var bin = min(Int((v - low) * scale), bins - 1)
            // numpy corrects for rounding by the edges themselves.
            if v < edges[bin] { bin -= 1 } else if v >= edges[bin + 1] && bin < bins - 1 { bin += 1 }
            counts[bin] += 1
        }
        self.edges = edges
        let total = Double(values.count)
        density = (0..<bins).map { Double(counts[$0]) / total / (edges[$0 + 1] - edges[$0]) }
    }

    /// The histogram of a frame's standardised grey form.
    public init(_ image: GreyImage, bins: Int = standardBins) {
        self.init(image.standardised, bins: bins)
    }

    /// The standard normal density at `x`, which is what a standardised frame's fitted curve is.
    public static func normal(_ x: Double) -> Double {
        exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    }
}
