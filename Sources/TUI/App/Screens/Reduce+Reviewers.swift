// Reviewers: whose decisions to look at, and an expert's pass over what others could not end.

import Frames
import Review

extension AppState {
    mutating func openReviewerRow(_ row: Int) -> [Effect] {
        guard reports.reviewers.indices.contains(row) else { return [] }
        return showHistory(of: nil, by: reports.reviewers[row].name)
    }

    /// `:as Jonny`
    mutating func become(_ name: String) {
        reviewer = name.printable(limit: 40)
        say("Decisions are \(reviewer)'s from now on.")
    }

    /// `:pass` goes through the queues of an expert, `:pass Ann` through those of a reviewer: the next queue opens when one
    /// is done, then the next episode.
    mutating func beginPass(_ argument: String) -> [Effect] {
        guard film != nil else { return [] }
        let name = argument.isEmpty ? (isExpert(reviewer) ? reviewer : experts.first ?? reviewer) : argument
        become(name)
        pass = QueueName.pass(isExpert: isExpert(reviewer))
        screen = .review
        return nextOfPass() ?? []
    }

    /// Opens the next queue of the pass, or the next episode; `nil` where no pass is under way or all is done.
    mutating func nextOfPass() -> [Effect]? {
        guard let queues = pass else { return nil }
        if let next = queues.first {
            pass = Array(queues.dropFirst())
            return open(next)
        }
        guard let at = episodes.firstIndex(where: { $0.code == film?.code }), episodes.indices.contains(at + 1) else {
            pass = nil
            return nil
        }
        pass = QueueName.pass(isExpert: isExpert(reviewer))
        return [.open(episodes[at + 1].code, .start)]
    }

    private func isExpert(_ name: String) -> Bool { experts.contains { $0.trimmed.lowercased() == name.trimmed.lowercased() } }
}
