// Bounds of a rate from a few looks, exact however few they are, and wider where the looks were alike.

import Foundation

/// Bounds of a share by Clopper and Pearson. Counts need not be whole: looks that are alike count for fewer.
public enum BinomialBound {
    /// The largest share of wrong ones that leaves so few wrong in a sample at least the chance 1 − `level`.
    /// - Parameters:
    ///   - wrong: found among `looks`.
    ///   - level: one-sided confidence.
    /// - Returns: 1 where nothing was looked at.
    /// - Source: Clopper, Pearson, Biometrika 1934.
    public static func upper(wrong: Double, looks: Double, level: Double = 0.95) -> Double {
        guard looks > 0, wrong < looks else { return 1 }
        return root { level - incompleteBeta($0, wrong + 1, looks - wrong) }
    }

    /// The smallest such share.
    public static func lower(wrong: Double, looks: Double, level: Double = 0.95) -> Double {
        guard looks > 0, wrong > 0 else { return 0 }
        return root { 1 - level - incompleteBeta($0, wrong, looks - wrong + 1) }
    }

    /// The share of wrong rows, and how many independent looks the rows are worth, whose groups rise and fall together
    /// and which stand for unlike numbers: their number by the design effect, which is never below 1.
    /// - Parameter weights: how much each row stands for; `nil`: all the same.
    /// - Source: Korn, Graubard, Confidence Intervals for Proportions With Small Expected Counts, 1998. Without an error
    ///   there is no effect of groups to be seen, and that of the weights is Kish's.
    public static func effectiveLooks(_ isWrong: [Bool], groups: [Int], weights: [Double]? = nil) -> (share: Double, looks: Double) {
        let n = Double(isWrong.count), weights = weights ?? [Double](repeating: 1, count: isWrong.count)
        let sum = weights.reduce(0, +)
        guard sum > 0 else { return (0, 0) }
        let share = zip(isWrong, weights).reduce(0) { $0 + ($1.0 ? $1.1 : 0) } / sum
        let uneven = n * weights.reduce(0) { $0 + $1 * $1 } / (sum * sum)
        var residual: [Int: Double] = [:]
        for row in isWrong.indices { residual[groups[row], default: 0] += weights[row] * ((isWrong[row] ? 1 : 0) - share) / sum }
        let groupCount = Double(residual.count)
        guard groupCount > 1, share > 0, share < 1 else { return (share, n / max(1, uneven)) }
        let variance = residual.values.reduce(0) { $0 + $1 * $1 } * groupCount / (groupCount - 1)
        return (share, n / max(1, variance * n / (share * (1 - share))))
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

    /// The regularised incomplete beta function by its continued fraction.
    /// - Source: Abramowitz, Stegun, 26.5.8, evaluated by Lentz's method.
    static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        // The fraction converges fast below the mean only.
        if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
        let ways: Double = lgamma(a + b) - lgamma(a) - lgamma(b)
        let logFront: Double = ways + a * log(x) + b * log(1 - x)
        var c = 1.0, d = 1 / (1 - (a + b) * x / (a + 1)), fraction = d
        for step in 1...300 {
            let m = Double(step)
            let before: Double = a + 2 * m - 1, here: Double = a + 2 * m, after: Double = a + 2 * m + 1
            let even: Double = m * (b - m) * x / (before * here)
            d = 1 / (1 + even * d)
            c = 1 + even / c
            fraction *= d * c
            let odd: Double = -(a + m) * (a + b + m) * x / (here * after)
            d = 1 / (1 + odd * d)
            c = 1 + odd / c
            fraction *= d * c
            if abs(d * c - 1) < 1e-14 { break }
        }
        return exp(logFront) * fraction / a
    }
}
