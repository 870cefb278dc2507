// Predictions are concluded things: stored when the reviewer rests, on quit and before an export, and made
// again from the events where a crash came first.

import Frames

extension LiveHead {
    /// A stored probability may be this far from the live one; 1e-4 is promised.
    private static let tolerance: Float = 1e-5

    /// Stores the predictions that changed, then marks the events as seen; stopped midway, they are not marked
    /// and `PredictFrames` makes all of them again.
    /// - Returns: how many frames were written.
    /// - Throws: `ReviewError`.
    /// - Cost: nearly every frame changes with every decision: half a second for 30,000.
    @discardableResult
    public func conclude(context: StageContext = StageContext()) throws -> Int {
        let predictions = try catchUp(context: context)
        let state = snapshot()
        var written = state.written ?? [Float](repeating: -1, count: predictions.count * RarityClass.count)
        var changed: [(FrameID, [Float])] = []
        for (row, frame) in predictions.rows.ids.enumerated() {
            let first = row * RarityClass.count, new = predictions[row: row].probabilities
            guard new.indices.contains(where: { abs(new[$0] - written[first + $0]) > Self.tolerance }) else { continue }
            for c in new.indices { written[first + c] = new[c] }
            changed.append((frame, new))
        }
        try store.replacePredictions(ofModel: state.model, changed, seen: state.seen)
        concluded(written)
        return changed.count
    }
}
