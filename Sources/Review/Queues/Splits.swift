// Where a shot shows two things: before which frame its prediction changes for good.

import Foundation
import Frames

extension FramesAtHand {
    /// A change of class costs more than the most that one odd frame can gain, so that two clear frames or several fainter
    /// ones make a part.
    private static let runs = ClassRuns(price: 4)
    /// Probabilities below say no more than this.
    private static let least: Float = 0.03

    /// Indexes into `positions` before which a new shot is suggested, ascending. Cost: frames · classes.
    func splits(_ positions: [Int]) -> [Int] {
        guard singleProbabilities.count == probabilities.count, positions.count > 1 else { return [] }
        let classes = Self.runs.classes(positions.map { position in
            (0..<RarityClass.count).map { log(max(Self.least, singleProbabilities[position * RarityClass.count + $0])) }
        })
        return classes.indices.dropFirst().filter { classes[$0] != classes[$0 - 1] }
    }
}
