// Frames that some screen has picked out, such as a cell of the confusion matrix: a filter that goes over all episodes.

import Frames

/// A list of frames to go through.
public struct FrameList: Equatable, Sendable {
    /// What they have in common.
    let title: String
    /// In the order of the film, episode by episode.
    let numbers: [FrameNumber]
    private let members: Set<FrameNumber>

    init(title: String, numbers: [FrameNumber]) {
        (self.title, self.numbers, members) = (title, numbers, Set(numbers))
    }

    func contains(_ number: FrameNumber) -> Bool { members.contains(number) }

    func reaches(into episode: EpisodeCode) -> Bool { numbers.contains { $0.episode == episode } }

    /// The first frame of the next episode of the list, or the last one of the episode before.
    func neighbour(of episode: EpisodeCode, _ direction: Int) -> FrameNumber? {
        if direction > 0 {
            guard let last = numbers.lastIndex(where: { $0.episode == episode }) else { return numbers.first }
            return numbers.indices.contains(last + 1) ? numbers[last + 1] : nil
        }
        guard let first = numbers.firstIndex(where: { $0.episode == episode }) else { return numbers.last }
        return first > 0 ? numbers[first - 1] : nil
    }
}

extension AppState {
    /// Goes through a list: it is in force like a filter, and Esc takes it away.
    mutating func open(_ list: FrameList) -> [Effect] {
        guard let first = list.numbers.first else {
            say("There is no frame in it.")
            return []
        }
        leaveQueue()
        marks = []
        screen = .review
        filter = Filter(list)
        guard let film, list.reaches(into: film.code) else { return [.open(first.episode, .number(first))] }
        if let at = film.frames.firstIndex(where: { list.contains($0.number) }) { cursor = at }
        return applyFilter() + wantDetails()
    }

    /// So many frames on among those of the filter; a list goes on into its next episode.
    mutating func advance(_ by: Int) -> [Effect] {
        let wanted = stepped(by)
        guard wanted == cursor, let list = filter?.list, let film, let next = list.neighbour(of: film.code, by),
              next.episode != film.code else { return go(to: wanted) }
        return [.open(next.episode, .number(next))]
    }
}
