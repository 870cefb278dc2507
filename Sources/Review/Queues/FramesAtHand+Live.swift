// What the live head knows, as queues need it.

import Frames
import Model

extension FramesAtHand {
    /// Takes over the newest predictions. Cost: one pass over the frames.
    public mutating func take(_ live: LivePredictions) {
        let found = live.predictions(episode)
        guard found.count == frames.count else { return }
        var values = [Float](repeating: 0, count: frames.count * RarityClass.count)
        for (position, prediction) in found.enumerated() {
            guard let prediction else { continue }
            for c in 0..<RarityClass.count { values[position * RarityClass.count + c] = prediction.probabilities[c] }
        }
        take(probabilities: values)
    }

    /// Takes over what splits and look-alikes are found by: the frames' own predictions and the shots' mean features.
    /// Worth doing when an episode is opened, and again after a while. Cost: a product over the frames; 40 ms for 28,800.
    public mutating func takeDetails(_ live: LiveHead) {
        let state = live.snapshot()
        guard let part = state.rows.partOf[episode].map({ state.rows.parts[$0] }), part.rowAt.count == frames.count, !part.rows.isEmpty else { return }
        let features = state.ridge.features.selecting(rows: Array(part.rows))
        let own = state.head.probabilities(features)
        var single = [Float](repeating: 0, count: frames.count * RarityClass.count)
        for (row, position) in part.positions.enumerated() {
            for c in 0..<RarityClass.count { single[position * RarityClass.count + c] = own[row, c] }
        }
        singleProbabilities = single
        unsureEdges = UnsureEdges.find(features, part.positions, shots)
        shotFeatures = Self.means(features, part.positions, shots)
    }

    /// Mean features of each shot; of a shot without any, zeros, which are like nothing.
    static func means(_ features: Matrix, _ positions: [Int], _ shots: [Shot]) -> Matrix? {
        guard !shots.isEmpty else { return nil }
        var out = Matrix(rows: shots.count, columns: features.columns), counts = [Float](repeating: 0, count: shots.count)
        var shot = 0
        for (row, position) in positions.enumerated() {
            while shot + 1 < shots.count, shots[shot].last < position { shot += 1 }
            counts[shot] += 1
            let from = row * features.columns, to = shot * features.columns
            for j in 0..<features.columns { out.values[to + j] += features.values[from + j] }
        }
        for shot in shots.indices where counts[shot] > 1 {
            for j in 0..<features.columns { out.values[shot * features.columns + j] /= counts[shot] }
        }
        return out
    }
}
