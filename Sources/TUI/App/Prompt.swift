// The one-line editor at the bottom: jumping, commands, notes. Keys do nothing else while it is open.

/// A line being typed.
public struct Prompt: Equatable, Sendable {
    public enum Purpose: Hashable, Sendable { case jump, filter, command, note }
    public let purpose: Purpose
    public var text: String
    /// In characters.
    public var caret: Int
    /// Earlier lines of the same purpose, newest last; `recalled` counts back from its end.
    var history: [String]
    var recalled = 0
    /// Where the word begins that was not understood.
    var trouble: Int?

    /// Whether Tab has something to offer.
    var completes: Bool { purpose == .filter || purpose == .command }

    /// The word that was not understood.
    var wrongWord: Range<Int>? {
        guard let trouble else { return nil }
        let rest = text.dropFirst(trouble).prefix { !$0.isWhitespace }
        return min(trouble, text.count)..<min(trouble, text.count) + max(1, rest.count)
    }

    init(_ purpose: Purpose, text: String = "", history: [String] = []) {
        self.purpose = purpose
        self.text = text
        caret = text.count
        self.history = history
    }

    public var label: String {
        switch purpose {
        case .jump: "/"
        case .filter: "filter: "
        case .command: ":"
        case .note: "note: "
        }
    }

    mutating func insert(_ typed: String) {
        let clean = String(String.UnicodeScalarView(typed.unicodeScalars.filter { $0.properties.generalCategory != .control }))
        let start = text.index(text.startIndex, offsetBy: caret)
        text.insert(contentsOf: clean, at: start)
        caret += clean.count
    }

    mutating func delete(backwards: Bool) {
        let at = backwards ? caret - 1 : caret
        guard at >= 0, at < text.count else { return }
        text.remove(at: text.index(text.startIndex, offsetBy: at))
        caret = at
    }

    mutating func recall(_ direction: Int) {
        let wanted = recalled + direction
        guard wanted >= 0, wanted <= history.count else { return }
        recalled = wanted
        text = wanted == 0 ? "" : history[history.count - wanted]
        caret = text.count
    }

    mutating func clear() {
        text = ""
        caret = 0
    }

    mutating func move(by characters: Int) { move(to: caret + characters) }

    mutating func move(to position: Int) { caret = max(0, min(text.count, position)) }
}
