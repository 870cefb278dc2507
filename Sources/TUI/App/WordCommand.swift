// Commands of `:` that take words.

import Frames

/// A command with an argument.
enum WordCommand: String, CaseIterable, Sendable {
    case goto, episode, tune, revert, pass, decisions
    case becomes = "as"

    var usage: String {
        switch self {
        case .goto: ":goto PLACE"
        case .episode: ":episode S01E03"
        case .tune: ":tune PERCENT"
        case .revert: ":revert NAME SINCE"
        case .pass: ":pass [NAME]"
        case .decisions: ":decisions [NAME]"
        case .becomes: ":as NAME"
        }
    }

    var help: String {
        switch self {
        case .goto: "go to a frame number, position, timecode or subject, as `/` does"
        case .episode: "open an episode"
        case .tune: "train and name the next frames, until the bound on the error is below so many percent"
        case .revert: "take back all that somebody decided since 2026-11-24T08:00, today, yesterday or 2h; asks first"
        case .pass: "go through the queues one after the other, as the expert (Jonny) or as somebody else"
        case .decisions: "the decisions of everybody, or of one reviewer"
        case .becomes: "decide as somebody else from now on"
        }
    }
}

extension AppState {
    mutating func run(_ command: WordCommand, _ argument: String) -> [Effect] {
        switch command {
        case .goto, .episode:
            screen = .review
            return jump(to: argument)
        case .tune: return tune(argument)
        case .revert: return revert(argument)
        case .pass: return beginPass(argument)
        case .decisions: return argument.isEmpty ? showHistory(ofFrame: false) : showHistory(of: nil, by: argument)
        case .becomes:
            guard !argument.isEmpty else {
                say("Whose keys? :as Jonny", .bad)
                return []
            }
            become(argument)
            return []
        }
    }
}
