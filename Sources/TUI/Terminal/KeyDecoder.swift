// From what curses reads to keys and pastes. Pure, so that a table can test it.
//
// Curses knows the sequences of the terminal's description. What it does not know arrives as single
// characters, and their digits must not label a frame: such sequences are swallowed here.

import CNcurses

/// One result of `get_wch`.
enum InputCode: Equatable {
    /// A character, by its Unicode scalar value.
    case character(UInt32)
    /// One of curses' `KEY_…` codes, or one of `KeyDecoder`'s own.
    case function(Int32)
    /// A press that `getmouse` has told.
    case mouse(MousePress)
}

/// Keeps the state between two drains: an open paste.
struct KeyDecoder {
    /// Codes that `define_key` gives to the marks of a bracketed paste; above all of curses' own.
    static let pasteStart: Int32 = 0x7000
    static let pasteEnd: Int32 = 0x7001
    /// A paste is cut at this many characters.
    static let pasteLimit = 65_536

    private var pasted: String?
    /// Answers that the terminal was asked for, and has yet to give in full.
    private var answers = TerminalAnswers()

    /// From now on the terminal may say what pixels it can show.
    mutating func expectAnswers() { answers.isExpected = true }

    /// - Parameter codes: all that was waiting; a sequence that is split over two drains counts as
    ///   single keys.
    mutating func decode(_ codes: [InputCode]) -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        var rest = answers.joined(codes)
        while true {
            switch answers.take(&rest) {
            case .answer(let ways): events.append(.pixels(ways))
            case .part: continue
            case .incomplete: return events
            case nil: break
            }
            guard let code = rest.popFirst() else { return events }
            if pasted != nil {
                if let text = paste(code) { events.append(.paste(text)) }
                continue
            }
            switch code {
            case .function(Self.pasteStart): pasted = ""
            case .mouse(let press): events.append(.mouse(press))
            case .function(KEY_MOUSE): rest.removeFirst(Self.reportLength(rest))
            case .function(let number): if let key = Self.named(number) { events.append(.key(key)) }
            case .character(27):
                if let length = Self.sequenceLength(rest) { rest.removeFirst(length) } else { events.append(.key(.escape)) }
            case .character(let value): if let key = Self.typed(value) { events.append(.key(key)) }
            }
        }
    }

    /// Adds to the open paste; returns its text at its end.
    private mutating func paste(_ code: InputCode) -> String? {
        switch code {
        case .function(Self.pasteEnd):
            defer { pasted = nil }
            return pasted
        case .character(13): pasted?.append("\n")
        case .character(let value):
            guard let scalar = Unicode.Scalar(value), (pasted?.utf16.count ?? 0) < Self.pasteLimit else { break }
            pasted?.unicodeScalars.append(scalar)
        case .function, .mouse: break
        }
        return nil
    }

    /// The length of the unknown escape sequence whose ESC was just taken; `nil`: the key Esc, perhaps
    /// with keys after it.
    private static func sequenceLength(_ rest: ArraySlice<InputCode>) -> Int? {
        guard let first = rest.first, rest.count > 1 else { return nil }
        if first == .character(UInt32(ascii: "O")) { return 2 }
        guard first == .character(UInt32(ascii: "[")) else { return nil }
        for (i, code) in rest.dropFirst().enumerated() {
            guard case .character(let value) = code, (0x20...0x7E).contains(value) else { return nil }
            if value >= 0x40 { return i + 2 }
        }
        return nil
    }

    /// The length of the rest of a report of the mouse that nobody asked for, as another program may have left it switched on:
    /// `0;61;26M`, or three characters in the old form.
    private static func reportLength(_ rest: ArraySlice<InputCode>) -> Int {
        guard case .character(let first)? = rest.first, (0x30...0x39).contains(first) else { return min(3, rest.count) }
        let end = rest.firstIndex { $0 == .character(UInt32(ascii: "M")) || $0 == .character(UInt32(ascii: "m")) }
        return end.map { $0 - rest.startIndex + 1 } ?? rest.count
    }

    private static func typed(_ value: UInt32) -> Key? {
        switch value {
        case 9: return .tab
        case 10, 13: return .enter
        case 8, 127: return .backspace
        case 0: return .control(" ")
        case 1...26: return Unicode.Scalar(value + 96).map { .control(Character($0)) }
        case 28...31: return Unicode.Scalar(value + 64).map { .control(Character($0)) }
        case 0x80...0x9F: return nil
        default: return Unicode.Scalar(value).map { .character(Character($0)) }
        }
    }

    private static func named(_ code: Int32) -> Key? {
        if (KEY_F0 + 1...KEY_F0 + 12).contains(code) { return .function(Int(code - KEY_F0)) }
        return names[code]
    }

    private static let names: [Int32: Key] = [
        KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right,
        KEY_SR: .shiftUp, KEY_SF: .shiftDown, KEY_SLEFT: .shiftLeft, KEY_SRIGHT: .shiftRight,
        KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown, KEY_HOME: .home, KEY_END: .end,
        KEY_A1: .home, KEY_A3: .pageUp, KEY_C1: .end, KEY_C3: .pageDown,
        KEY_ENTER: .enter, KEY_BACKSPACE: .backspace, KEY_BTAB: .backTab,
        KEY_DC: .delete, KEY_IC: .insert,
    ]
}

extension UInt32 {
    fileprivate init(ascii: Unicode.Scalar) { self = ascii.value }
}
