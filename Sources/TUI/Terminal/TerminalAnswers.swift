// What a terminal answers to the question for pixels, taken out from between the keys: nothing of it may act as a key, and
// no key may be lost for it, however the bytes are split.

/// Recognises `ESC _ G … ESC \` (kitty's graphics) and `ESC [ ? … c` (the terminal's attributes, of which 4 is sixel).
struct TerminalAnswers {
    enum Found: Equatable {
        /// The last answer is here: the ways that the terminal has, the better first.
        case answer([PixelProtocol])
        /// An answer was taken, others follow.
        case part
        /// The rest of an answer has yet to come.
        case incomplete
    }

    /// Whether the start of an answer is worth waiting for the rest of it.
    var isExpected = false
    private var saidKitty = false
    private var kept: [InputCode] = []
    /// Longer than this, it was no answer.
    private static let longest = 256

    /// New codes behind those that are waiting for their rest.
    mutating func joined(_ codes: [InputCode]) -> ArraySlice<InputCode> {
        defer { kept = [] }
        return (kept + codes)[...]
    }

    /// Takes an answer off the front, if there is one.
    mutating func take(_ rest: inout ArraySlice<InputCode>) -> Found? {
        guard rest.first == .character(27), rest.count > 1 else { return nil }
        let text = rest.dropFirst().prefix(Self.longest).map { code -> Character in
            if case .character(let value) = code, let scalar = Unicode.Scalar(value) { Character(scalar) } else { "\u{0}" }
        }
        let isGraphics = text.starts(with: "_G"), isAttributes = text.starts(with: "[?")
        let mayBe = isGraphics || isAttributes || text == ["_"] || text == ["["]
        guard mayBe else { return nil }
        let end = isGraphics ? text.firstIndex(of: "\\") : text.dropFirst(2).firstIndex { $0 != ";" && !$0.isNumber }
        guard let end else {
            guard isExpected, rest.count < Self.longest else { return nil }
            kept = Array(rest)
            return .incomplete
        }
        if isAttributes && text[end] != "c" { return nil }
        rest = rest.dropFirst(end + 2)
        if isGraphics {
            saidKitty = saidKitty || String(text[..<end]).contains(";OK")
            return .part
        }
        guard isExpected else { return .part }
        defer { (isExpected, saidKitty) = (false, false) }
        let hasSixel = String(text[2..<end]).split(separator: ";").contains("4")
        return .answer((saidKitty ? [.kitty] : []) + (hasSixel ? [.sixel] : []))
    }
}
