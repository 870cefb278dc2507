// Where a run of frames shows two things: its likeliest sequence of classes, where every change has a price.

import Foundation

/// The likeliest run of classes through the predictions of single frames.
/// - Source: Viterbi, 1967.
struct ClassRuns {
    /// What a change of class must gain in log-likelihood: more than the most that one odd frame can, so that two clear
    /// frames or several fainter ones make a part.
    private static let price: Float = 4
    /// Probabilities below say no more than this.
    private static let least: Float = 0.03

    /// Rows at which another class begins, rising; and the class of each part, one more. Cost: rows · classes.
    /// - Parameter probabilities: one a class in each row.
    func changes(_ probabilities: [[Float]]) -> (rows: [Int], classes: [Int]) {
        let path = path(probabilities.map { $0.map { log(max($0, Self.least)) } })
        let rows = path.indices.dropFirst().filter { path[$0] != path[$0 - 1] }
        return (rows, path.isEmpty ? [] : [path[0]] + rows.map { path[$0] })
    }

    private func path(_ logs: [[Float]]) -> [Int] {
        guard var score = logs.first else { return [] }
        var cameFrom: [[Int]] = []
        for row in logs.dropFirst() {
            // To stay costs nothing; whoever changes comes from the best.
            let best = Self.best(score)
            let from = score.indices.map { score[$0] >= score[best] - Self.price ? $0 : best }
            score = score.indices.map { (from[$0] == $0 ? score[$0] : score[best] - Self.price) + row[$0] }
            cameFrom.append(from)
        }
        var path = [Self.best(score)]
        for from in cameFrom.reversed() { path.append(from[path[path.count - 1]]) }
        return path.reversed()
    }

    private static func best(_ score: [Float]) -> Int { score.indices.max { (score[$0], $1) < (score[$1], $0) } ?? 0 }
}
