// How much of each source sample a target sample covers, in whole numbers for the kernels.

import CKernels

/// The weights of one side of an area resize; see `rarity_area`.
struct AreaWeights {
    let taps: Int, total: Int
    private let padded: Int
    private let first: [Int32]
    private let weights: [Int16]

    /// - Parameters:
    ///   - extent: length of the source in its samples; half a sample more or less than there are for odd chroma.
    ///   - samples: how many there are.
    init(extent: Double, samples: Int, to target: Int) {
        let step = extent / Double(target)
        // The most samples that one output touches.
        var most = 1
        for j in 0..<target {
            let low = Int(Double(j) * step + 1e-9), high = Int((Double(j + 1) * step - 1e-9).rounded(.up))
            most = max(most, high - low)
        }
        let taps = most <= 2 ? 2 : (most + 3) / 4 * 4
        let padded = (target + 7) / 8 * 8
        let total = Self.exactTotal(extent, target) ?? 128
        var first = [Int32](repeating: 0, count: padded), weights = [Int16](repeating: 0, count: taps * padded)
        for j in 0..<target {
            let start = Double(j) * step, end = min(start + step, Double(samples))
            let low = min(Int(start + 1e-9), samples - 1)
            first[j] = Int32(low)
            // What is covered up to each sample, rounded, so that the differences add up.
            var before = 0
            for k in 0..<taps {
                let covered: Double = min(end, Double(low + k + 1)) - start
                let share: Double = max(0, covered) / max(end - start, 1e-9)
                let upTo = Int((share * Double(total)).rounded())
                weights[(k / 2 * padded + j) * 2 + k % 2] = Int16(upTo - before)
                before = upTo
            }
        }
        (self.taps, self.total, self.padded, self.first, self.weights) = (taps, total, padded, first, weights)
    }

    /// Calls `body` with the kernels' form, valid only meanwhile.
    func withArea<Result>(_ body: (rarity_area) -> Result) -> Result {
        first.withUnsafeBufferPointer { first in
            weights.withUnsafeBufferPointer { weights in
                body(rarity_area(taps: Int32(taps), padded: Int32(padded), total: Int32(total),
                                 first: first.baseAddress, weights: weights.baseAddress))
            }
        }
    }

    /// For lengths like 5 to 2 or 4 to 1 the shares are whole numbers of a small total, without rounding.
    private static func exactTotal(_ extent: Double, _ target: Int) -> Int? {
        guard extent == extent.rounded() else { return nil }
        var (a, b) = (Int(extent), target)
        while b != 0 { (a, b) = (b, a % b) }
        let total = Int(extent) / a
        return total <= 128 ? total : nil
    }
}
