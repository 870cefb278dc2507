// The help screen: rows of the keymap, narrowed by what is typed; Enter runs the chosen row.

/// The open help.
public struct Help: Equatable, Sendable {
    /// Keys of this screen are shown.
    public let screen: Screen
    /// What narrows the rows; `nil` until `/` was pressed.
    public var filter: String?
    public var selected = 0

    /// The rows that are shown.
    public var rows: [Binding] {
        let word = (filter ?? "").lowercased()
        return Keymap.bindings.filter { binding in
            binding.screens.contains(screen)
                && (word.isEmpty || binding.help.lowercased().contains(word) || binding.name.contains(word)
                    || binding.keys.contains { $0.label.lowercased() == word })
        }
    }

    mutating func select(_ row: Int) { selected = max(0, min(rows.count - 1, row)) }
}
