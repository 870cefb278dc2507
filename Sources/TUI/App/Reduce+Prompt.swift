// The open prompt: editing its line, and what the finished line asks for.

import Frames
import Review

extension AppState {
    mutating func openPrompt(_ command: Command) -> [Effect] {
        message = nil
        switch command {
        case .jump: prompt = Prompt(.jump, history: promptHistory[.jump] ?? [])
        case .filter: prompt = Prompt(.filter, text: filter?.text ?? "", history: promptHistory[.filter] ?? [])
        case .prompt: prompt = Prompt(.command, history: promptHistory[.command] ?? [])
        case .note: prompt = Prompt(.note, text: current?.state.note ?? "")
        default: break
        }
        return []
    }

    mutating func edit(_ key: Key) -> [Effect] {
        message = nil
        prompt?.trouble = nil
        switch key {
        case .character(let character): prompt?.insert(String(character))
        case .backspace:
            if prompt?.text.isEmpty == true && prompt?.purpose != .note { prompt = nil } else { prompt?.delete(backwards: true) }
        case .delete: prompt?.delete(backwards: false)
        case .left: prompt?.move(by: -1)
        case .right: prompt?.move(by: 1)
        case .home, .control("a"): prompt?.move(to: 0)
        case .end, .control("e"): prompt?.move(to: Int.max)
        case .control("u"): prompt?.clear()
        case .up: prompt?.recall(1)
        case .down: prompt?.recall(-1)
        case .tab: prompt?.purpose == .filter ? completeFilter() : complete()
        case .escape, .control("c"): prompt = nil
        case .enter: return finishPrompt()
        default: break
        }
        return []
    }

    private mutating func complete() {
        guard let open = prompt, open.purpose == .command else { return }
        let words = open.text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard words.count > 1 else { return offer(commandNames, for: open.text, endingIn: " ") }
        let values: [String] = switch WordCommand(rawValue: words[0]) {
        case .theme: ThemeName.allCases.map(\.rawValue)
        case .train: OtherTraining.kinds
        case .estimate, .episode: episodes.map { $0.code.description.lowercased() }
        case .becomes, .pass, .decisions, .revert: Set(reports.reviewers.map { $0.name.lowercased() } + experts.map { $0.lowercased() }).sorted()
        default: []
        }
        offer(values, for: words[1], endingIn: "")
    }

    /// Puts the one word that begins so in its place before the caret, or what all that begin so have in common.
    mutating func offer(_ words: [String], for typed: String, endingIn end: String) {
        let fits = words.filter { $0.hasPrefix(typed.lowercased()) }
        guard let first = fits.first else { return }
        let common = fits.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
        for _ in typed { prompt?.delete(backwards: true) }
        prompt?.insert(fits.count == 1 ? first + end : common)
        if fits.count > 1 { say(fits.prefix(14).joined(separator: "  ") + (fits.count > 14 ? "  …" : "")) }
    }

    private mutating func finishPrompt() -> [Effect] {
        guard let done = prompt else { return [] }
        prompt = nil
        message = nil
        let line = done.text.trimmed
        if done.purpose != .note, !line.isEmpty, promptHistory[done.purpose]?.last != line {
            promptHistory[done.purpose, default: []].append(line)
        }
        switch done.purpose {
        case .note: return decide(note: line)
        case .jump: return jump(to: line)
        case .filter: return setFilter(line)
        case .command: return runCommand(line)
        }
    }

    private mutating func runCommand(_ line: String) -> [Effect] {
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        guard var name = words.first else { return [] }
        if name == "q" { name = "quit" }
        let argument = words.count > 1 ? words[1].trimmed : ""
        if let command = WordCommand(rawValue: name) { return run(command, argument) }
        if let binding = keymap.binding(named: name) { return run(binding) }
        say(":\(name.printable(limit: 30)) is no command. Tab completes, ? shows all.", .bad)
        return []
    }

    var commandNames: [String] { Set(keymap.rows.map(\.name) + WordCommand.allCases.map(\.rawValue)).sorted() }
}
