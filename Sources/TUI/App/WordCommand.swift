// Commands of `:` that take words.

import Frames

/// A command with an argument.
enum WordCommand: String, CaseIterable, Sendable {
    case goto, episode, train, tune, estimate, revert, pass, decisions, report, labels, manifests, backup, check, shots, theme
    case becomes = "as"

    var usage: String {
        switch self {
        case .goto: ":goto PLACE"
        case .episode: ":episode S01E03"
        case .train: ":train [KIND] [EPOCHS]"
        case .tune: ":tune PERCENT"
        case .estimate: ":estimate [S01E03]"
        case .revert: ":revert NAME SINCE"
        case .pass: ":pass [NAME]"
        case .decisions: ":decisions [NAME]"
        case .report: ":report FILE.html"
        case .labels: ":labels FILE.csv"
        case .manifests: ":manifests"
        case .backup: ":backup FILE"
        case .check: ":check"
        case .shots: ":shots"
        case .theme: ":theme NAME"
        case .becomes: ":as NAME"
        }
    }

    var help: String {
        switch self {
        case .goto: "go to a frame number, position, timecode or subject, as `/` does"
        case .episode: "open an episode"
        case .train: "train as T does; logistic: another head; compact or keras: a whole network from scratch, as `:train compact 10`, `:train compact resume`"
        case .tune: "train and name the next frames, until the bound on the error is below so many percent"
        case .estimate: "what is to be expected of an episode: classes, errors left, keys"
        case .revert: "take back all that somebody decided since 2026-11-24T08:00, today, yesterday or 2h; asks first"
        case .pass: "go through the queues one after the other, as the expert (Jonny) or as somebody else"
        case .decisions: "the decisions of everybody, or of one reviewer"
        case .report: "write the evaluation as a page for any browser"
        case .labels: "write the labels in effect with their provenance; .csv or .jl"
        case .manifests: "write the manifest of every episode (X writes this one's)"
        case .backup: "copy the database"
        case .check: "compare the labels in effect with what imports and decisions say"
        case .shots: "find shots where they are missing"
        case .theme: "dark, light, mono, or safe for the colour-blind"
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
        case .train: return train(argument)
        case .tune: return tune(argument)
        case .estimate: return estimate(argument)
        case .revert: return revert(argument)
        case .pass: return beginPass(argument)
        case .decisions: return argument.isEmpty ? showHistory(ofFrame: false) : showHistory(of: nil, by: argument)
        case .report: return errand(argument, ":report errors.html") { .report($0) }
        case .labels: return errand(argument, ":labels labels.csv") { .labels($0) }
        case .backup: return errand(argument, ":backup review-copy.db") { .backup($0) }
        case .manifests: return start(.errand(.manifests))
        case .check: return start(.errand(.check))
        case .shots: return start(.errand(.shots))
        case .theme:
            guard let name = ThemeName(rawValue: argument.lowercased()) else {
                say("Themes: \(ThemeName.allCases.map(\.rawValue).joined(separator: ", ")). theme = \"light\" in rarity.toml sets one for everybody.", argument.isEmpty ? .plain : .bad)
                return []
            }
            (theme, chosenTheme) = (name, name)
            return []
        case .becomes:
            guard !argument.isEmpty else {
                say("Whose keys? :as Jonny", .bad)
                return []
            }
            become(argument)
            return []
        }
    }

    /// An errand that wants a file.
    private mutating func errand(_ argument: String, _ example: String, _ errand: (String) -> Errand) -> [Effect] {
        guard !argument.isEmpty else {
            say("Into which file? \(example)", .bad)
            return []
        }
        return start(.errand(errand(argument)))
    }

    /// `:train`, `:train compact 10`, `:train keras resume`
    private mutating func train(_ argument: String) -> [Effect] {
        guard !argument.isEmpty else { return start(.train) }
        guard let training = OtherTraining(argument) else {
            say("\(argument.printable(limit: 30))? :train alone, :train logistic, :train compact 10 (epochs), :train keras resume.", .bad)
            return []
        }
        guard current != nil, job == nil else { return start(.trainOther(training)) }
        screen = .jobs
        return start(.trainOther(training)) + [.load(.models), .load(.tuning)]
    }

    /// `:estimate S01E03`
    private mutating func estimate(_ argument: String) -> [Effect] {
        guard !argument.isEmpty else { return show(.estimate) }
        guard let code = EpisodeCode(text: argument), episodes.contains(where: { $0.code == code }) else {
            say("There is no episode \(argument.printable(limit: 20)) here: \(episodes.prefix(6).map(\.code.description).joined(separator: ", "))\(episodes.count > 6 ? ", …" : "").", .bad)
            return []
        }
        screen = .estimate
        guard reports.estimate?.episode != code.description else { return [] }
        if job == nil { reports.estimate = nil }
        return start(.estimate(code))
    }
}
