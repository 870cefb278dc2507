// The open prompt: editing its line, and what the finished line asks for.

import Frames
import Review

extension AppState {
    mutating func openPrompt(_ command: Command) -> [Effect] {
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
        case .tab: complete()
        case .escape, .control("c"): prompt = nil
        case .enter: return finishPrompt()
        default: break
        }
        return []
    }

    private mutating func complete() {
        guard let open = prompt, open.purpose == .command else { return }
        let fits = Self.commandNames.filter { $0.hasPrefix(open.text) }
        if fits.count == 1 {
            prompt?.clear()
            prompt?.insert(fits[0] + " ")
        } else if let first = fits.first {
            let common = fits.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
            prompt?.clear()
            prompt?.insert(common)
            say(fits.prefix(8).joined(separator: "  ") + (fits.count > 8 ? "  …" : ""))
        }
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
        if let binding = Keymap.binding(named: name) { return run(binding) }
        say(":\(name.printable(limit: 30)) is no command. Tab completes, ? shows all.", .bad)
        return []
    }

    static let commandNames = Set(Keymap.bindings.map(\.name) + WordCommand.allCases.map(\.rawValue)).sorted()
}
