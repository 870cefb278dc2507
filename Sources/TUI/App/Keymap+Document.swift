// docs/keys.md, made from the keymap: `rarity keys` prints it, and a test compares it with the file.

extension Keymap {
    /// The keys of one screen, as people read them.
    public struct Table: Sendable {
        public let title: String
        public let rows: [(keys: String, help: String)]
    }

    /// The whole keymap: what holds everywhere, then a table a screen, then the commands with words.
    public static var tables: [Table] {
        sections.map { title, bindings in
            Table(title: title, rows: bindings.map { ($0.keys.map(\.label).joined(separator: " "), "\($0.help) (:\($0.name))") })
        } + [Table(title: "Commands with words", rows: WordCommand.allCases.map { ($0.usage, $0.help) })]
    }

    private static var sections: [(title: String, bindings: [Binding])] {
        let own = Screen.allCases.map { screen in
            (screen.title, bindings.filter { $0.screens.contains(screen) && (!$0.isEverywhere || screen == .sheet) })
        }
        return [("Everywhere but on the contact sheet", bindings.filter(\.isEverywhere))] + own.filter { !$0.1.isEmpty }
    }

    /// The whole keymap as Markdown.
    public static var document: String {
        var lines = ["# Keys", "", "Made from the keymap (`Sources/TUI/App/Keymap.swift`); `rarity keys` prints it.", ""]
        for (title, bindings) in sections {
            lines += ["## \(title)", "", "| keys | what they do | `:` name |", "| --- | --- | --- |"]
            lines += bindings.map { binding in
                "| \(binding.keys.map { "`\($0.label)`" }.joined(separator: " ")) | \(binding.help) | `\(binding.name)` |"
            } + [""]
        }
        lines += ["## Commands with words", "", "| command | what it does |", "| --- | --- |"]
        lines += WordCommand.allCases.map { "| `\($0.usage)` | \($0.help) |" } + [""]
        return lines.dropLast().joined(separator: "\n")
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
