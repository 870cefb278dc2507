import Testing
@testable import TUI

@Suite("Answers of the terminal")
struct TerminalAnswerTests {
    private func codes(_ text: String) -> [InputCode] { text.unicodeScalars.map { .character($0.value) } }

    private static let kitty = "\u{1B}_Gi=31;OK\u{1B}\\"
    private static let attributes = "\u{1B}[?62;1;4;22c"

    @Test("what the terminal can show, the better way first", arguments: [
        (kitty + attributes, [PixelProtocol.kitty, .sixel]), (attributes, [.sixel]), (kitty + "\u{1B}[?62;c", [.kitty]),
        ("\u{1B}[?1;2c", []), ("\u{1B}_Gi=31;ENOTSUPPORTED:no\u{1B}\\\u{1B}[?64;14;40c", []),
    ])
    func ways(_ text: String, _ ways: [PixelProtocol]) {
        var decoder = KeyDecoder()
        decoder.expectAnswers()
        #expect(decoder.decode(codes(text)) == [.pixels(ways)])
    }

    @Test("keys before, between and after an answer are keys, wherever the bytes are split")
    func splits() {
        let text = "j" + Self.kitty + "3" + Self.attributes + "k"
        for at in 0...text.unicodeScalars.count {
            let all = codes(text)
            // An Esc alone is a key at once: curses has waited for what may follow it.
            if at > 0, at < all.count, all[at - 1] == .character(27) { continue }
            var decoder = KeyDecoder()
            decoder.expectAnswers()
            let events = decoder.decode(Array(all[..<at])) + decoder.decode(Array(all[at...]))
            #expect(events == [.key(.character("j")), .key(.character("3")), .pixels([.kitty, .sixel]), .key(.character("k"))], "split at \(at)")
        }
    }

    @Test("an answer that nobody asked for is swallowed, and Esc with keys after it stays Esc")
    func unasked() {
        var decoder = KeyDecoder()
        #expect(decoder.decode(codes(Self.attributes + "j")) == [.key(.character("j"))])
        #expect(decoder.decode(codes("\u{1B}_")) == [.key(.escape), .key(.character("_"))])
        #expect(decoder.decode(codes("\u{1B}")) == [.key(.escape)])
        decoder.expectAnswers()
        #expect(decoder.decode(codes("\u{1B}")) == [.key(.escape)])
    }

    @Test("only who asked is told; without an answer pictures stay characters")
    func reducer() {
        var state = AppState(reviewer: "Ann")
        #expect(state.reduce(.terminal(.pixels([.sixel]))).isEmpty && state.pixels == nil)
        _ = state.reduce(.clock(1_000))
        #expect(state.togglePixels() == [.askForPixels])
        #expect(state.reduce(.terminal(.pixels([.kitty, .sixel]))) == [.usePixels(.kitty)])
        #expect(state.pixels == .kitty)
        #expect(state.togglePixels() == [.usePixels(nil)])
        _ = state.togglePixels()
        _ = state.reduce(.clock(9_000))
        #expect(state.pixels == nil && state.pixelsAskedUntil == nil)
        #expect(state.message?.text.contains("stay characters") == true)
        state.pixelWish = .kitty
        _ = state.askForPixels()
        #expect(state.reduce(.terminal(.pixels([.sixel]))).isEmpty && state.pixels == nil)
    }
}
