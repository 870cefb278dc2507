// `/`: one field for every way to name a place. What is tried, in this order: a frame number, an
// episode, a timecode, a position, and else a subject.

import Frames
import Review

extension AppState {
    mutating func jump(to text: String) -> [Effect] {
        guard let film, !text.isEmpty else { return [] }
        if let number = FrameNumber(text: text.uppercased()) {
            guard number.episode == film.code else { return open(number.episode, .number(number)) }
            if let position = film.frames.firstIndex(where: { $0.number == number }) { return go(to: position) }
            say("\(number) is not in \(film.code).", .bad)
            return []
        }
        if let code = EpisodeCode(text: text) { return code == film.code ? go(to: 0) : open(code, .start) }
        if let timecode = clock(text) { return goTo(timecode, in: film) }
        if let position = Int(text) {
            guard film.frames.indices.contains(position - 1) else {
                say("\(film.code) has frames 1 to \(film.frames.count).", .bad)
                return []
            }
            return go(to: position - 1)
        }
        say("Looking for \(text.printable(limit: 40)) …")
        return [.findSubject(text, in: film.code, after: cursor)]
    }

    private mutating func open(_ code: EpisodeCode, _ place: Effect.Place) -> [Effect] {
        guard episodes.contains(where: { $0.code == code }) else {
            say("There is no episode \(code) here.", .bad)
            return []
        }
        return [.open(code, place)]
    }

    private mutating func goTo(_ timecode: Timecode, in film: Film) -> [Effect] {
        let after = film.frames.firstIndex { $0.number.timecode >= timecode } ?? film.frames.count - 1
        return go(to: after)
    }

    /// `1:43`, `00:01:43` or `00:01:43.12`.
    private func clock(_ text: String) -> Timecode? {
        guard text.contains(":") else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let fields = parts[0].split(separator: ":").map { Int($0) }
        guard parts.count <= 2, (2...3).contains(fields.count), fields.allSatisfy({ ($0 ?? -1) >= 0 && ($0 ?? 60) < 60 }) else { return nil }
        let frame = parts.count == 2 ? Int(parts[1]) : 0
        guard let frame, (0..<Timecode.rate).contains(frame) else { return nil }
        return Timecode(index: fields.reduce(0) { $0 * 60 + ($1 ?? 0) } * Timecode.rate + frame)
    }
}
