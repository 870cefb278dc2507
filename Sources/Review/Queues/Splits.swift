// Where a shot shows two things: before which frame its prediction changes for good.

import Foundation
import Frames

extension FramesAtHand {
    /// Frames that each side of a split must have: a lone odd frame is an exception, no shot.
    static let shortestSide = 2
    /// What a split must gain in log-likelihood for each frame of its shorter side, so that noise splits nothing.
    static let leastGain: Float = 0.35

    /// Indexes into `positions` before which a new shot is suggested, ascending.
    ///
    /// The frames' own probabilities are best told by one class a part; a part is cut where two classes tell them clearly
    /// better than one. Cost: frames · classes · depth.
    func splits(_ positions: [Int]) -> [Int] {
        guard singleProbabilities.count == probabilities.count, positions.count >= 2 * Self.shortestSide else { return [] }
        let logs = positions.map { position in
            (0..<RarityClass.count).map { log(max(1e-3, singleProbabilities[position * RarityClass.count + $0])) }
        }
        return Self.cuts(logs[...])
    }

    private static func cuts(_ logs: ArraySlice<[Float]>) -> [Int] {
        guard logs.count >= 2 * shortestSide else { return [] }
        let classes = RarityClass.count
        var total = [Float](repeating: 0, count: classes)
        for row in logs { for c in 0..<classes { total[c] += row[c] } }
        let whole = total.max() ?? 0
        var left = [Float](repeating: 0, count: classes)
        var best: (at: Int, gain: Float)?
        for i in logs.indices.dropLast() {
            for c in 0..<classes { left[c] += logs[i][c] }
            let before = i + 1 - logs.startIndex, after = logs.count - before
            guard before >= shortestSide, after >= shortestSide else { continue }
            let right = (0..<classes).map { total[$0] - left[$0] }
            let gain = (left.max() ?? 0) + (right.max() ?? 0) - whole
            if gain > leastGain * Float(min(before, after)) * 2, gain > best?.gain ?? 0 { best = (i + 1, gain) }
        }
        guard let best else { return [] }
        return cuts(logs[..<best.at]) + [best.at] + cuts(logs[best.at...])
    }
}
