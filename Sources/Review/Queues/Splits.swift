// Where a shot shows two things: before which frame its prediction changes for good.

import Foundation
import Frames

extension FramesAtHand {
    /// What a change of class must gain in log-likelihood: more than the most that one odd frame can, so that two clear
    /// frames or several fainter ones make a part.
    private static let price: Float = 4
    /// Probabilities below say no more than this.
    private static let least: Float = 0.03

    /// Indexes into `positions` before which a new shot is suggested, ascending.
    ///
    /// The likeliest run of classes through the frames' own predictions, where each change of class has its price.
    /// Cost: frames · classes.
    /// - Source: Viterbi, 1967.
    func splits(_ positions: [Int]) -> [Int] {
        guard singleProbabilities.count == probabilities.count, positions.count > 1 else { return [] }
        let classes = RarityClass.count
        func logs(_ position: Int) -> [Float] {
            (0..<classes).map { log(max(Self.least, singleProbabilities[position * classes + $0])) }
        }
        var score = logs(positions[0])
        // Class of the frame before, on the best way to each class.
        var before: [[Int]] = []
        for position in positions.dropFirst() {
            let best = (0..<classes).max { score[$0] < score[$1] } ?? 0
            let from = (0..<classes).map { score[$0] >= score[best] - Self.price ? $0 : best }
            let own = logs(position)
            score = (0..<classes).map { own[$0] + max(score[$0], score[best] - Self.price) }
            before.append(from)
        }
        var state = (0..<classes).max { score[$0] < score[$1] } ?? 0
        var cuts: [Int] = []
        for index in before.indices.reversed() {
            let earlier = before[index][state]
            if earlier != state { cuts.append(index + 1) }
            state = earlier
        }
        return cuts.reversed()
    }
}
