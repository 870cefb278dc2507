// docs/keys.md, made from the keymap: `rarity keys` prints it, and a test compares it with the file.

extension Keymap {
    /// The keys of one screen, as people read them.
    public struct Table: Sendable {
        public let title: String
        public let rows: [(keys: String, help: String)]
    }

    /// The whole keymap, a table a screen.
    public static var tables: [Table] {
        Mode.allCases.map { mode in
            Table(title: mode.title, rows: bindings.filter { $0.modes.contains(mode) }.map { binding in
                (binding.keys.map(\.label).joined(separator: " "), "\(binding.help) (:\(binding.name))")
            })
        }
    }

    /// The whole keymap as Markdown.
    public static var document: String {
        var lines = ["# Keys", "", "Made from the keymap (`Sources/TUI/App/Keymap.swift`); `rarity keys` prints it.", ""]
        for mode in Mode.allCases {
            lines += ["## \(mode.title)", "", "| keys | what they do | `:` name |", "| --- | --- | --- |"]
            for binding in bindings where binding.modes.contains(mode) {
                let keys = binding.keys.map { "`\($0.label)`" }.joined(separator: " ")
                lines.append("| \(keys) | \(binding.help) | `\(binding.name)` |")
            }
            lines.append("")
        }
        return lines.dropLast().joined(separator: "\n")
    }
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
