// From a score to a probability: a line and a sigmoid, fitted where the score had not seen the shot.

import Foundation

/// p = σ(slope · score + offset).
/// - Source: Platt, Probabilistic Outputs for Support Vector Machines, 1999, with the corrections of Lin, Lin and Weng, 2007.
struct PlattScaling: Equatable {
    var slope: Float, offset: Float

    /// - Parameters:
    ///   - scores, present: out of sample; as long as each other.
    /// - Returns: with a slope of 0 where the score says nothing or the wrong thing: then everyone has the same probability.
    /// - Cost: about ten passes.
    init(scores: [Float], present: [Bool]) {
        let positive = Double(present.count { $0 }), negative = Double(present.count) - positive
        // Platt's targets, a little off 0 and 1, so that a perfect separation stays finite.
        let high = (positive + 1) / (positive + 2), low = 1 / (negative + 2)
        var a = 0.0, b = log((positive + 1) / (negative + 1))
        var last = Self.loss(a, b, scores, present, high, low)
        for _ in 0..<50 {
            var haa = 1e-12, hab = 0.0, hbb = 1e-12, ga = 0.0, gb = 0.0
            for (score, isPresent) in zip(scores, present) {
                let s = Double(score), p = 1 / (1 + exp(-(a * s + b)))
                let difference = p - (isPresent ? high : low), curve = p * (1 - p)
                ga += difference * s
                gb += difference
                haa += curve * s * s
                hab += curve * s
                hbb += curve
            }
            guard abs(ga) > 1e-5 || abs(gb) > 1e-5 else { break }
            let determinant = haa * hbb - hab * hab
            guard determinant > 0 else { break }
            let da = (hbb * ga - hab * gb) / determinant, db = (haa * gb - hab * ga) / determinant
            var step = 1.0
            while step > 1e-6 {
                let loss = Self.loss(a - step * da, b - step * db, scores, present, high, low)
                if loss < last + 1e-12 {
                    (a, b, last) = (a - step * da, b - step * db, loss)
                    break
                }
                step /= 2
            }
            if step <= 1e-6 { break }
        }
        if a > 0 {
            (slope, offset) = (Float(a), Float(b))
        } else {
            (slope, offset) = (0, Float(log((positive + 1) / (negative + 1))))
        }
    }

    private static func loss(_ a: Double, _ b: Double, _ scores: [Float], _ present: [Bool], _ high: Double, _ low: Double) -> Double {
        zip(scores, present).reduce(0) { sum, row in
            let z = a * Double(row.0) + b, t = row.1 ? high : low
            return sum + (z > 0 ? log(1 + exp(-z)) + (1 - t) * z : log(1 + exp(z)) - t * z)
        }
    }
}
