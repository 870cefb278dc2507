// Made features with known classes, and a ridge in plain double precision to compare with.

import Foundation
@testable import Model

/// Random numbers that are the same each time.
struct MadeRandom {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x2545_F491_4F6C_DD1D &+ 1 }

    /// From 0 to 1.
    mutating func uniform() -> Float {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(state >> 40) / Float(1 << 24)
    }

    /// Mean 0, deviation 1.
    mutating func normal() -> Float { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }
}

enum MadeFrames {
    /// Shots of 2 to 9 frames of one class, with a common centre each; scenes of four shots.
    static func frames(shots: Int = 24, columns: Int = 12, noise: Float = 1, seed: UInt64) -> LabelledFrames {
        var random = MadeRandom(seed)
        let classCentres = (0..<5).map { _ in (0..<columns).map { _ in random.normal() } }
        var values: [Float] = [], labels: [Int] = [], shotOf: [Int] = [], weights: [Float] = []
        for shot in 0..<shots {
            let label = min(4, Int(random.uniform() * random.uniform() * 6))
            let centre = classCentres[label].map { $0 + noise * random.normal() }
            for _ in 0..<2 + Int(random.uniform() * 7) {
                values += centre.map { $0 + 0.3 * random.normal() }
                labels.append(label)
                shotOf.append(shot)
                weights.append(random.uniform() < 0.2 ? 2 : 1)
            }
        }
        return LabelledFrames(features: Matrix(rows: labels.count, columns: columns, values: values), labels: labels,
                              shots: shotOf, scenes: shotOf.map { $0 / 4 }, weights: weights)
    }
}

/// Weighted ridge with a free constant by Gaussian elimination of the whole system, constant included.
struct PlainRidge {
    var weights: [[Double]] = [], bias: [Double] = []

    init(_ frames: LabelledFrames, _ rowWeights: [Float], penalty: Double, classes: Int = 5) {
        let p = frames.features.columns, n = p + 1
        var system = [[Double]](repeating: [Double](repeating: 0, count: n + classes), count: n)
        for i in 0..<frames.count {
            let x = frames.features.row(i).map(Double.init) + [1], w = Double(rowWeights[i])
            for a in 0..<n {
                for b in 0..<n { system[a][b] += w * x[a] * x[b] }
                system[a][n + frames.labels[i]] += w * x[a]
            }
        }
        for j in 0..<p { system[j][j] += penalty }
        for k in 0..<n {
            let pivot = (k..<n).max { abs(system[$0][k]) < abs(system[$1][k]) } ?? k
            system.swapAt(k, pivot)
            for a in 0..<n where a != k {
                let factor = system[a][k] / system[k][k]
                for b in k..<n + classes { system[a][b] -= factor * system[k][b] }
            }
        }
        for c in 0..<classes {
            weights.append((0..<p).map { system[$0][n + c] / system[$0][$0] })
            bias.append(system[p][n + c] / system[p][p])
        }
    }
}

/// Mean squared length of a row over 512.
func plainPenalty(_ x: Matrix) -> Float {
    Float(x.values.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(x.rows)) / 512
}
