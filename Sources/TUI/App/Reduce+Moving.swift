// Moving through frames, shots, episodes.

import Frames
import Review

extension AppState {
    mutating func move(_ command: Command) -> [Effect] {
        if screen != .review {
            moveRow(command)
            return []
        }
        switch command {
        case .step(let by): return advance(by)
        case .page(let by): return go(to: stepped(by * pageLength))
        case .first: return go(to: matches?.first ?? 0)
        case .last: return go(to: matches?.last ?? (film?.frames.count ?? 1) - 1)
        case .nextDisagreement(let by):
            return search(by, orSay: "No frame \(by > 0 ? "further on" : "before") where label and prediction differ.") { $0.disagrees }
        case .nextUnreviewed(let by):
            return search(by, orSay: "No unreviewed frame \(by > 0 ? "further on" : "before").") { !$0.state.reviewed }
        case .nextShot(let by): return goToShot(by)
        case .nextEpisode(let by): return openNeighbour(by)
        default: return []
        }
    }

    /// Stands on a position, or as near to it as the film goes.
    mutating func go(to position: Int) -> [Effect] {
        guard let film, !film.frames.isEmpty else { return [] }
        let wanted = max(0, min(film.frames.count - 1, position))
        guard wanted != cursor else { return [] }
        cursor = wanted
        return wantDetails()
    }

    private var pageLength: Int { max(10, currentShot.map { $0.last - $0.first + 1 } ?? 24) }

    private mutating func search(_ direction: Int, orSay nothing: String, _ isWanted: (FrameRecord) -> Bool) -> [Effect] {
        guard let film else { return [] }
        var position = cursor + direction
        while film.frames.indices.contains(position) {
            if isWanted(film.frames[position]), filter?.holds(film.frames[position], in: film) ?? true { return go(to: position) }
            position += direction
        }
        say(nothing)
        return []
    }

    private mutating func goToShot(_ by: Int) -> [Effect] {
        guard let film, let shot = currentShot else { return [] }
        if by > 0 { return shot.last + 1 < film.frames.count ? go(to: shot.last + 1) : [] }
        if cursor > shot.first { return go(to: shot.first) }
        return film.shot(at: shot.first - 1).map { go(to: $0.first) } ?? []
    }

    private mutating func openNeighbour(_ by: Int) -> [Effect] {
        guard let at = episodes.firstIndex(where: { $0.code == film?.code }) else { return [] }
        guard episodes.indices.contains(at + by) else {
            say(by > 0 ? "This is the last episode." : "This is the first episode.")
            return []
        }
        return [.open(episodes[at + by].code, .start)]
    }

    mutating func mark(_ command: Command) -> [Effect] {
        switch command {
        case .mark:
            if marks.remove(cursor) == nil { marks.insert(cursor) }
            return go(to: cursor + 1)
        case .range:
            if let start = rangeStart {
                marks.formUnion(min(start, cursor)...max(start, cursor))
                rangeStart = nil
                say("\(marks.count) marked: a label key takes them all, Esc clears.")
            } else {
                rangeStart = cursor
                say("Range from here: move, then v again.")
            }
            return []
        case .clear:
            closeOneThing()
            return []
        default: return []
        }
    }

    private mutating func closeOneThing() {
        if screen == .sheet {
            closeSheet()
        } else if screen != .review {
            leaveReport()
        } else if rangeStart != nil {
            rangeStart = nil
        } else if !marks.isEmpty {
            marks = []
        } else if filter != nil {
            clearFilter()
        } else if queue != nil {
            pass = nil
            leaveQueue()
        }
    }
}
