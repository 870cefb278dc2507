// An upper bound of a rate from a few looks, exact however few they are.

import Foundation

/// Bounds of a share by Clopper and Pearson.
public enum BinomialBound {
    /// The largest share of wrong ones that leaves so few wrong in a sample at least the given chance of 1 − `level`.
    /// - Parameters:
    ///   - wrong: found among `looks`.
    ///   - level: one-sided confidence.
    /// - Returns: 1 where nothing was looked at.
    /// - Source: Clopper, Pearson, Biometrika 1934.
    public static func upper(wrong: Int, looks: Int, level: Double = 0.95) -> Double {
        guard looks > 0, wrong < looks else { return 1 }
        return root { atMost(wrong, looks, $0) - (1 - level) }
    }

    /// The smallest such share.
    public static func lower(wrong: Int, looks: Int, level: Double = 0.95) -> Double {
        guard looks > 0, wrong > 0 else { return 0 }
        return root { (1 - level) - (1 - atMost(wrong - 1, looks, $0)) }
    }

    /// Where a falling function of a share is 0.
    private static func root(_ function: (Double) -> Double) -> Double {
        var low = 0.0, high = 1.0
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if function(middle) > 0 { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The chance of at most `wrong` wrong ones.
    private static func atMost(_ wrong: Int, _ looks: Int, _ share: Double) -> Double {
        if share <= 0 { return 1 }
        if share >= 1 { return wrong >= looks ? 1 : 0 }
        var sum = 0.0
        for k in 0...wrong {
            let right = looks - k
            let ways = lgamma(Double(looks + 1)) - lgamma(Double(k + 1)) - lgamma(Double(right + 1))
            sum += exp(ways + Double(k) * log(share) + Double(right) * log(1 - share))
        }
        return sum
    }
}
