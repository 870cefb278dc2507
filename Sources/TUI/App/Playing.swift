// Playing a shot at the speed of the film, by the timecodes of its frames.

import Frames
import Review

/// A shot that plays.
public struct Playing: Equatable, Sendable {
    /// When the next frame is due, in milliseconds of the app's clock.
    public internal(set) var due: Int
    /// The position that it ends at.
    let last: Int
}

extension AppState {
    mutating func togglePlay() -> [Effect] {
        if playing != nil {
            playing = nil
            return []
        }
        guard let film, !film.frames.isEmpty else { return [] }
        let shot = currentShot
        let last = shot?.last ?? film.frames.count - 1
        // At the end of the shot it plays again from its start.
        let moved = cursor >= last ? go(to: shot?.first ?? 0) : []
        guard cursor < last else { return moved }
        playing = Playing(due: pace.now + milliseconds(to: cursor + 1), last: last)
        return moved
    }

    /// The next frame, once it is due.
    mutating func play() -> [Effect] {
        guard let playing, pace.now >= playing.due else { return [] }
        guard cursor < playing.last else {
            self.playing = nil
            return []
        }
        let moved = go(to: cursor + 1)
        if cursor < playing.last {
            // From when it was due, so that the speed holds; but never in arrears for long.
            let due = max(playing.due, pace.now - 200) + milliseconds(to: cursor + 1)
            self.playing?.due = due
        } else {
            self.playing = nil
        }
        return moved
    }

    private func milliseconds(to position: Int) -> Int {
        guard let film, film.frames.indices.contains(position), position > 0 else { return 0 }
        let frames = film.frames[position].number.timecode.index - film.frames[position - 1].number.timecode.index
        return max(20, min(2_000, frames * 1_000 / Timecode.rate))
    }
}
