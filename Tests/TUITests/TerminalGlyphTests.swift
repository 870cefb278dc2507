import Testing
@testable import TUI

@Suite("Characters without Unicode")
struct TerminalGlyphTests {
    @Test("every stand-in is one ASCII character", arguments: Array("─│┌┼▀▁▄█░▐▏…◆★▸✔≠é漢ж\u{2800}\u{A0}"))
    func isASCII(_ character: Character) {
        let value = ASCIIGlyphs.replacement(for: character).asciiValue
        #expect(value.map { (32...126).contains($0) } == true)
    }

    @Test("a stand-in looks like what it stands for", arguments: [
        ("─", "-"), ("│", "|"), ("┌", "+"), ("█", "#"), ("…", "~"), ("é", "e"), ("Ü", "U"), ("▸", ">"), ("漢", "?"), ("a", "a"),
    ] as [(Character, Character)])
    func looks(_ character: Character, _ expected: Character) {
        #expect(ASCIIGlyphs.replacement(for: character) == expected)
    }

    @Test("widths do not depend on the locale", arguments: [
        ("a", 1), ("é", 1), ("▀", 1), ("★", 1), ("漢", 2), ("ｱ", 1), ("\u{7}", 0), ("e\u{301}", 1),
    ] as [(Character, Int)])
    func widths(_ character: Character, _ width: Int) {
        #expect(CellWidth.of(character) == width)
    }
}
