// What the live head thinks of single frames, before a shot speaks with one voice: for the odd one out and for
// cuts that were missed.

import Frames
import Model

extension LiveHead {
    /// Predictions of an episode's frames one by one, by position; `nil` without an embedding.
    /// - Parameter positions: which; all unless given.
    /// - Cost: 3 µs a frame.
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
        guard let first = shots.first?.first, let last = shots.last?.last else { return [] }
        let single = state.singleFrames(episode, first...last)
        return shots.compactMap { shot in
            // A frame without an embedding says nothing and belongs to the part before it.
            let seen = (shot.first...shot.last).compactMap { position -> (position: Int, probabilities: [Float])? in
                guard single.indices.contains(position - first), let prediction = single[position - first] else { return nil }
                return (position, prediction.probabilities)
            }
            let (rows, classes) = ClassRuns().changes(seen.map(\.probabilities))
            guard !rows.isEmpty else { return nil }
            return SplitSuggestion(
                episode: episode, shot: shot.first...shot.last, splits: rows.map { seen[$0].position },
                frames: rows.map { state.rows.ids[Int(part.rowAt[seen[$0].position])] },
                classes: classes.compactMap { RarityClass(rawValue: $0) })
        }
    }
}

extension LiveState {
    func singleFrames(_ episode: EpisodeCode, _ positions: ClosedRange<Int>?) -> [Prediction?] {
        guard let part = rows.partOf[episode].map({ rows.parts[$0] }) else { return [] }
        let wanted = (positions ?? 0...max(0, part.rowAt.count - 1)).clamped(to: 0...max(0, part.rowAt.count - 1))
        let places = part.rowAt.isEmpty ? [] : Array(part.rowAt[wanted])
        let found = head.probabilities(ridge.features.selecting(rows: places.filter { $0 >= 0 }.map(Int.init)))
        var next = 0
        return places.map { row in
            guard row >= 0 else { return nil }
            defer { next += 1 }
            return Prediction(probabilities: Array(found.row(next)))
        }
    }
}
