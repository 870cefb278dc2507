// One number that makes probabilities honest: fitted where the head had not seen the shot.

import Foundation

/// Temperature scaling.
/// - Source: Guo et al., On Calibration of Modern Neural Networks, ICML 2017.
public enum Temperature {
    static let range: ClosedRange<Float> = 0.1...20

    /// The temperature with the least negative log-likelihood of the labels.
    /// - Parameter scores: out of sample, a row a label.
    /// - Returns: 1 where there is nothing to fit.
    /// - Cost: 40 passes over the scores.
    public static func fit(scores: Matrix, labels: [Int]) -> Float {
        guard scores.rows > 0, scores.rows == labels.count else { return 1 }
        // The loss is convex in 1 / temperature, so unimodal in its logarithm: golden section.
        let ratio: Float = 0.618_034
        var low = log(range.lowerBound), high = log(range.upperBound)
        var a = high - ratio * (high - low), b = low + ratio * (high - low)
        var lossA = loss(scores, labels, exp(a)), lossB = loss(scores, labels, exp(b))
        for _ in 0..<40 {
            if lossA < lossB {
                (high, b, lossB) = (b, a, lossA)
                a = high - ratio * (high - low)
                lossA = loss(scores, labels, exp(a))
            } else {
                (low, a, lossA) = (a, b, lossB)
                b = low + ratio * (high - low)
                lossB = loss(scores, labels, exp(b))
            }
        }
        return exp((low + high) / 2)
    }

    /// Mean negative log-likelihood of the labels.
    public static func loss(_ scores: Matrix, _ labels: [Int], _ temperature: Float) -> Double {
        let factor = LinearHead.sharpness / temperature
        var sum = 0.0
        for (i, label) in labels.enumerated() {
            let row = scores.row(i), most = row.max() ?? 0
            let total = row.reduce(0) { $0 + exp(factor * ($1 - most)) }
            sum += Double(log(total) - factor * (scores[i, label] - most))
        }
        return sum / Double(max(1, labels.count))
    }
}
