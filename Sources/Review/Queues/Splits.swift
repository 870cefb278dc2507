// Where a shot shows two things: before which frame its prediction changes for good.

import Frames

extension FramesAtHand {
    /// Indexes into `positions` before which a new shot is suggested, ascending, by the frames' own predictions.
    func splits(_ positions: [Int]) -> [Int] {
        guard singleProbabilities.count == probabilities.count else { return [] }
        return ClassRuns().changes(positions.map { position in
            Array(singleProbabilities[position * RarityClass.count..<(position + 1) * RarityClass.count])
        }).rows
    }
}
