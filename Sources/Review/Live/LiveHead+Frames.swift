// What the live head thinks of single frames, before a shot speaks with one voice: for the odd one out and for
// cuts that were missed.

import Foundation
import Frames
import Model

extension LiveHead {
    /// Predictions of an episode's frames one by one, by position; `nil` without an embedding.
    /// - Parameter positions: which; all unless given.
    /// - Cost: one product with as many rows as frames; 0.2 ms for 600.
    public func singleFrames(_ episode: EpisodeCode, _ positions: ClosedRange<Int>? = nil) -> [Prediction?] {
        snapshot().singleFrames(episode, positions)
    }

    /// Shots of an episode inside which the prediction changes.
    /// - Parameter position: only the shot that this frame lies in.
    /// - Cost: that of `singleFrames`.
    public func splits(_ episode: EpisodeCode, at position: Int? = nil) -> [SplitSuggestion] {
        let state = snapshot()
        guard let part = state.rows.partOf[episode].map({ state.rows.parts[$0] }) else { return [] }
        let shots = (state.shots[episode] ?? []).filter { shot in position.map { shot.first <= $0 && $0 <= shot.last } ?? true }
        return shots.compactMap { shot in
            // A frame without an embedding says nothing and belongs to the part before it.
            let seen = state.singleFrames(episode, shot.first...shot.last).enumerated()
                .compactMap { offset, prediction in prediction.map { (shot.first + offset, $0.probabilities.map { log(max($0, 1e-9)) }) } }
            let classes = ClassRuns().classes(seen.map(\.1))
            let changes = classes.indices.dropFirst().filter { classes[$0] != classes[$0 - 1] }
            guard !changes.isEmpty else { return nil }
            return SplitSuggestion(
                episode: episode, shot: shot.first...shot.last, splits: changes.map { seen[$0].0 },
                frames: changes.map { state.rows.ids[Int(part.rowAt[seen[$0].0])] },
                classes: ([0] + changes).compactMap { RarityClass(rawValue: classes[$0]) })
        }
    }
}

extension LiveState {
    func singleFrames(_ episode: EpisodeCode, _ positions: ClosedRange<Int>?) -> [Prediction?] {
        guard let part = rows.partOf[episode].map({ rows.parts[$0] }) else { return [] }
        let wanted = (positions ?? 0...max(0, part.rowAt.count - 1)).clamped(to: 0...max(0, part.rowAt.count - 1))
        let places = part.rowAt.isEmpty ? [] : Array(part.rowAt[wanted])
        let found = ridge.head(temperature: temperature)
            .probabilities(ridge.features.selecting(rows: places.filter { $0 >= 0 }.map(Int.init)))
        var next = 0
        return places.map { row in
            guard row >= 0 else { return nil }
            defer { next += 1 }
            return Prediction(probabilities: Array(found.row(next)))
        }
    }
}
