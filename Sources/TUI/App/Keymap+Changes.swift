// Keys that a person has changed or switched off, in rarity.toml.

/// Why a keymap cannot be as it was asked for.
public struct KeymapError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The command whose line is wrong.
    public let command: String
    public let reason: String
    public var description: String { reason }
}

extension Keymap {
    /// The standard keymap with changes: the keys of each command named replace its own; no keys switch it off. A key that is
    /// given to a command is taken from the command that has it by default.
    /// - Throws: `KeymapError` for an unknown command or key, and where two changes want one key on one screen.
    public init(changes: [String: [String]]) throws(KeymapError) {
        var rows = Self.bindings
        var given: [(name: String, key: Key, screens: Set<Screen>)] = []
        for (name, labels) in changes.sorted(by: { $0.key < $1.key }) {
            let own = rows.indices.filter { rows[$0].name == name }
            guard !own.isEmpty else { throw KeymapError(command: name, reason: Self.unknown(name)) }
            var keys: [Key] = []
            for label in labels {
                guard let key = Key(label: label) else {
                    throw KeymapError(command: name, reason: "\"\(label.printable(limit: 20))\" is no key; keys are like x, Ctrl-R, Space, Enter, F5, PgDn, Up.")
                }
                keys.append(key)
            }
            for row in own { rows[row].keys = keys }
            given += keys.map { (name, $0, Set(own.flatMap { rows[$0].screens })) }
        }
        for (i, one) in given.enumerated() {
            if let other = given[..<i].first(where: { $0.key == one.key && $0.name != one.name && !$0.screens.isDisjoint(with: one.screens) }) {
                throw KeymapError(command: one.name, reason: "\(one.key.label) is given to \(other.name) and to \(one.name), which are on one screen.")
            }
        }
        var notes: [String] = []
        for row in rows.indices where changes[rows[row].name] == nil {
            let taken = given.filter { rows[row].keys.contains($0.key) && !$0.screens.isDisjoint(with: rows[row].screens) }
            guard !taken.isEmpty else { continue }
            rows[row].keys.removeAll { key in taken.contains { $0.key == key } }
            if rows[row].keys.isEmpty { notes.append("\(taken[0].key.label) is \(taken[0].name) now, so \(rows[row].name) has no key: :\(rows[row].name)") }
        }
        self.init(rows: rows, notes: notes)
    }

    private static func unknown(_ name: String) -> String {
        let near = bindings.map(\.name).filter { $0.hasPrefix(name.prefix(3)) || name.hasPrefix($0) }.prefix(3)
        return "\(name.printable(limit: 30)) is no command" + (near.isEmpty ? "; rarity keys lists them." : "; did you mean \(near.joined(separator: ", "))?")
    }
}

extension Key {
    /// Reads a key as help and settings call it.
    init?(label: String) {
        if label.count == 1, let character = label.first, !character.isWhitespace {
            self = .character(character)
            return
        }
        let word = label.lowercased()
        if word.hasPrefix("ctrl-"), word.count == 6, let character = word.last, character.isASCII {
            self = .control(character)
            return
        }
        if word.first == "f", let number = Int(word.dropFirst()), (1...12).contains(number) {
            self = .function(number)
            return
        }
        guard let key = Self.named[word] else { return nil }
        self = key
    }

    private static let named: [String: Key] = [
        "space": .character(" "), "enter": .enter, "esc": .escape, "backspace": .backspace, "tab": .tab, "shift-tab": .backTab,
        "up": .up, "down": .down, "left": .left, "right": .right, "pgup": .pageUp, "pgdn": .pageDown, "home": .home, "end": .end,
        "shift-up": .shiftUp, "shift-down": .shiftDown, "shift-left": .shiftLeft, "shift-right": .shiftRight, "del": .delete, "ins": .insert,
    ]
}
