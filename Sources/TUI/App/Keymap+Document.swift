// docs/keys.md, made from the keymap: `rarity keys` prints it, and a test compares it with the file.

extension Keymap {
    /// The whole keymap as Markdown.
    public static var document: String {
        var lines = ["# Keys", "", "Made from the keymap (`Sources/TUI/App/Keymap.swift`); `rarity keys` prints it.", ""]
        lines += section("Everywhere but on the contact sheet", bindings.filter(\.isEverywhere))
        for screen in Screen.allCases {
            lines += section(screen.title, bindings.filter { $0.screens.contains(screen) && (!$0.isEverywhere || screen == .sheet) })
        }
        lines += ["## Commands with words", "", "| command | what it does |", "| --- | --- |"]
        lines += WordCommand.allCases.map { "| `\($0.usage)` | \($0.help) |" } + [""]
        return lines.dropLast().joined(separator: "\n")
    }
}

extension Keymap {
    private static func section(_ title: String, _ bindings: [Binding]) -> [String] {
        guard !bindings.isEmpty else { return [] }
        return ["## \(title)", "", "| keys | what they do | `:` name |", "| --- | --- | --- |"] + bindings.map { binding in
            let keys = binding.keys.map { "`\($0.label)`" }.joined(separator: " ")
            return "| \(keys) | \(binding.help) | `\(binding.name)` |"
        } + [""]
    }
}

extension Binding {
    /// The same on every screen with frames or figures.
    var isEverywhere: Bool { Screen.withFrames.allSatisfy(screens.contains) }
}

extension Key {
    /// How the key is called in help and hints.
    var label: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let character): "Ctrl-\(character.uppercased())"
        case .enter: "Enter"
        case .escape: "Esc"
        case .backspace: "Backspace"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .home: "Home"
        case .end: "End"
        case .delete: "Del"
        case .insert: "Ins"
        case .function(let number): "F\(number)"
        }
    }
}
