// Weights that take a row of pixels to blurred samples or to means.

import Foundation

/// Output `j` is the sum of `weights[j * taps + k] * input[first[j] + k]`; the weights add up to 1.
struct SampleFilter {
    let taps: Int
    let first: [Int32]
    let weights: [Float]

    /// - Parameter rows: for each output the input's first index and weights; indexes may lie outside
    ///   and are mirrored.
    private init(source: Int, rows: [(first: Int, weights: [Double])]) {
        let widest = rows.map(\.weights.count).max() ?? 1
        taps = min(source, widest)
        var first: [Int32] = [], weights: [Float] = []
        for row in rows {
            let start = max(0, min(row.first, source - taps))
            var folded = [Double](repeating: 0, count: taps)
            for (k, weight) in row.weights.enumerated() {
                let index = mirrored(row.first + k, source) - start
                if folded.indices.contains(index) { folded[index] += weight }
            }
            let sum = folded.reduce(0, +)
            first.append(Int32(start))
            weights += folded.map { Float($0 / sum) }
        }
        (self.first, self.weights) = (first, weights)
    }

    /// A Gaussian at the samples of 4 canvas pixels.
    /// - Parameter sigma: canvas pixels.
    static func blur(source: Int, samples: Int, sigma: Double) -> SampleFilter {
        let scale = Double(samples * 4) / Double(source)
        // A picture smaller than the canvas: never narrower than its own pixels.
        let isSmall = sigma < 0.4 * scale
        let kernel = isSmall ? BlurKernel(sigma: 0.4 * scale, limit: .infinity) : BlurKernel(sigma: sigma)
        let half = Int((kernel.reach / scale).rounded(.up))
        return SampleFilter(source: source, rows: (0..<samples).map { sample in
            let centre = Double(sample * 4 + 2) / scale
            let first = Int(centre.rounded(.down)) - half
            return (first, (0..<2 * half).map { kernel.weight((Double(first + $0) + 0.5 - centre) * scale) })
        })
    }

    /// The mean over equal parts.
    static func box(source: Int, parts: Int) -> SampleFilter {
        let step = Double(source) / Double(parts)
        return SampleFilter(source: source, rows: (0..<parts).map { part in
            let start = Double(part) * step, end = start + step
            let first = min(source - 1, Int(start + 1e-9))
            let last = min(source - 1, max(first, Int((end - 1e-9).rounded(.down))))
            return (first, (first...last).map { max(0, min(end, Double($0 + 1)) - max(start, Double($0))) })
        })
    }
}
