import CNcurses
import Testing
@testable import TUI

@Suite("Keys")
struct TerminalKeyTests {
    private func decode(_ text: String) -> [TerminalEvent] {
        var decoder = KeyDecoder()
        return decoder.decode(text.unicodeScalars.map { .character($0.value) })
    }

    @Test("each typed character is one key", arguments: [
        ("a", Key.character("a")), ("Z", .character("Z")), ("é", .character("é")), ("漢", .character("漢")), (" ", .character(" ")),
        ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{1B}", .escape), ("\u{7F}", .backspace), ("\u{8}", .backspace),
        ("\u{3}", .control("c")), ("\u{1A}", .control("z")), ("\u{0}", .control(" ")), ("\u{1C}", .control("\\")),
    ])
    func typed(text: String, key: Key) {
        #expect(decode(text) == [.key(key)])
    }

    @Test("curses' codes have names", arguments: [
        (KEY_UP, Key.up), (KEY_DOWN, .down), (KEY_NPAGE, .pageDown), (KEY_PPAGE, .pageUp), (KEY_HOME, .home), (KEY_END, .end),
        (KEY_BTAB, .backTab), (KEY_DC, .delete), (KEY_IC, .insert), (KEY_BACKSPACE, .backspace), (KEY_ENTER, .enter),
        (KEY_F0 + 1, .function(1)), (KEY_F0 + 12, .function(12)),
    ])
    func named(code: Int32, key: Key) {
        var decoder = KeyDecoder()
        let events = decoder.decode([.function(code)])
        #expect(events == [.key(key)])
    }

    @Test("digits of an unknown escape sequence are no keys")
    func unknownSequence() {
        #expect(decode("\u{1B}[33;5~j") == [.key(.character("j"))])
        #expect(decode("\u{1B}[1;2Xj") == [.key(.character("j"))])
        #expect(decode("\u{1B}OQj") == [.key(.character("j"))])
    }

    @Test("a report of the mouse that nobody asked for is no key, in either form")
    func strayMouse() {
        func decode(_ after: String) -> [TerminalEvent] {
            var decoder = KeyDecoder()
            return decoder.decode([.function(KEY_MOUSE)] + after.unicodeScalars.map { .character($0.value) })
        }
        #expect(decode("0;61;26Mj") == [.key(.character("j"))])
        #expect(decode("0;61;26mj") == [.key(.character("j"))])
        #expect(decode(" 5%j") == [.key(.character("j"))])
        #expect(decode("0;6") == [])
    }

    @Test("Esc with keys after it stays Esc")
    func escapeThenKeys() {
        #expect(decode("\u{1B}j") == [.key(.escape), .key(.character("j"))])
        #expect(decode("\u{1B}[") == [.key(.escape), .key(.character("["))])
        #expect(decode("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    }

    @Test("a paste is text and never keys, also when it comes in parts")
    func paste() {
        var decoder = KeyDecoder()
        let first = decoder.decode([.character(97), .function(KeyDecoder.pasteStart), .character(51)])
        let second = decoder.decode([.character(13), .function(KEY_UP), .character(52)])
        let third = decoder.decode([.function(KeyDecoder.pasteEnd), .character(98)])
        #expect(first == [.key(.character("a"))])
        #expect(second == [])
        #expect(third == [.paste("3\n4"), .key(.character("b"))])
    }

    @Test("a paste without end takes no more than its limit")
    func longPaste() throws {
        var decoder = KeyDecoder()
        let many = [InputCode](repeating: .character(120), count: KeyDecoder.pasteLimit + 10)
        let events = decoder.decode([.function(KeyDecoder.pasteStart)] + many + [.function(KeyDecoder.pasteEnd)])
        #expect(events == [.paste(String(repeating: "x", count: KeyDecoder.pasteLimit))])
    }
}
