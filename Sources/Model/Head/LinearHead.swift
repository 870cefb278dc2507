// A head as it is kept and used: scores, then probabilities, then one voice for each shot.

import Foundation

/// Five scores from features, made probabilities by a soft-max: of the ridge, or of the logistic head, whose scores
/// are its logits / 6.
public struct LinearHead: Equatable, Sendable {
    /// The soft-max's factor before the temperature: scores lie between 0 and 1.
    static let sharpness: Float = 6

    /// classes x features.
    public let weights: Matrix
    /// One a class.
    public let bias: [Float]
    /// Above 1: less sure than the plain soft-max. Fitted on predictions out of shot.
    public var temperature: Float

    public init(weights: Matrix, bias: [Float], temperature: Float = 1) {
        precondition(weights.rows == bias.count)
        self.weights = weights
        self.bias = bias
        self.temperature = temperature
    }

    public init(_ fit: RidgeFit, temperature: Float = 1) {
        self.init(weights: fit.weights, bias: fit.bias, temperature: temperature)
    }

    /// Rows x classes; near 1 for the class, near 0 for the others.
    public func scores(_ features: Matrix) -> Matrix { score(features, weights, bias) }

    /// Rows x classes, each row adds up to 1.
    public func probabilities(_ features: Matrix) -> Matrix {
        Self.probabilities(scores: scores(features), temperature: temperature)
    }

    /// The same, with one prediction a shot: the mean of the log-probabilities of its rows.
    /// - Parameter shots: a number a row.
    public func probabilities(_ features: Matrix, shots: [Int]) -> Matrix {
        Self.probabilities(scores: Self.pooled(scores(features), groups: shots), temperature: temperature)
    }

    /// Soft-max of 6 · score / temperature.
    /// Cost: 0.1 µs a row.
    public static func probabilities(scores: Matrix, temperature: Float) -> Matrix {
        var out = scores
        let factor = sharpness / temperature, columns = scores.columns
        guard columns > 0 else { return out }
        out.values.withUnsafeMutableBufferPointer { values in
            for start in stride(from: 0, to: values.count, by: columns) {
                let row = start..<start + columns
                var most = values[start], sum: Float = 0
                for i in row { most = max(most, values[i]) }
                for i in row {
                    values[i] = exp(factor * (values[i] - most))
                    sum += values[i]
                }
                for i in row { values[i] /= sum }
            }
        }
        return out
    }

    /// Every row becomes the mean of its group's rows. Of scores this is the mean of log-probabilities,
    /// but for a constant that the soft-max takes out.
    public static func pooled(_ scores: Matrix, groups: [Int]) -> Matrix {
        precondition(groups.count == scores.rows)
        var sums: [Int: (sum: [Float], count: Float)] = [:]
        for (i, group) in groups.enumerated() {
            var entry = sums[group] ?? ([Float](repeating: 0, count: scores.columns), 0)
            for c in 0..<scores.columns { entry.sum[c] += scores[i, c] }
            entry.count += 1
            sums[group] = entry
        }
        var out = scores
        for (i, group) in groups.enumerated() {
            guard let entry = sums[group] else { continue }
            for c in 0..<scores.columns { out[i, c] = entry.sum[c] / entry.count }
        }
        return out
    }
}
