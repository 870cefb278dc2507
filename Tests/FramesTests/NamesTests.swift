import Testing
@testable import Frames

@Suite("Names of classes, frames and episodes")
struct NamesTests {
    @Test("a class is read whatever its case and white space, and Trash is Junk", arguments: [
        (" legendary ", RarityClass.legendary), ("TRASH", .junk), ("Junk", .junk), ("\u{FEFF}Rare\u{A0}", .rare), ("uncommon", .uncommon),
    ])
    func classRead(text: String, expected: RarityClass) {
        #expect(RarityClass(text: text) == expected)
    }

    @Test("anything else is no class", arguments: ["", "  ", "Legendery", "1", "Rare Common"])
    func classUnknown(text: String) {
        #expect(RarityClass(text: text) == nil)
    }

    @Test("a mistyped class is recognised, nonsense is not")
    func nearest() {
        #expect(RarityClass.nearest(to: "Legendery") == .legendary)
        #expect(RarityClass.nearest(to: "Uncomon") == .uncommon)
        #expect(RarityClass.nearest(to: "banana") == nil)
    }

    @Test("a frame number reads and prints itself")
    func frameNumberRoundTrip() throws {
        let number = try #require(FrameNumber(text: "TT_S01_E07_FRM-00-01-43-12"))
        #expect(number.description == "TT_S01_E07_FRM-00-01-43-12")
        #expect(number.episode == EpisodeCode(season: 1, episode: 7))
        #expect(number.timecode.index == (60 + 43) * 24 + 12)
        #expect(number.timecode.clock == "00:01:43.12")
    }

    @Test("a frame number is the same however its text is held and whatever white space is around it", arguments: [
        "TT_S01_E07_FRM-00-01-43-12", "A9_S00_E99_FRM-99-59-59-23", "X_S10_E20_FRM-01-02-03-04",
    ])
    func frameNumberForms(text: String) throws {
        let plain = try #require(FrameNumber(text: text))
        #expect(plain.description == text)
        #expect(FrameNumber(text: " \u{FEFF}\(text)\u{A0}\n") == plain)     // by the way for all text
        #expect(FrameNumber(text: ("é" + text).dropFirst()) == plain)
    }

    @Test("white space of every kind is trimmed at both ends and kept inside", arguments: [
        ("", ""), (" ", ""), ("a", "a"), ("a b", "a b"), ("\u{2003}a\u{200B}", "a"), ("é", "é"), ("a\u{301}", "a\u{301}"), ("\u{1}a", "\u{1}a"),
        ("\ta\r\n", "a"), ("a\u{85}", "a"),
    ])
    func trimmed(text: String, expected: String) {
        #expect(text.trimmed.unicodeScalars.elementsEqual(expected.unicodeScalars))
    }

    @Test("a frame number that cannot exist is refused", arguments: [
        "TT_S01_E01_FRM-00-00-08-24", "TT_S01_E01_FRM-00-60-08-00", "TT_S01_E01_FRM-0-00-08-00", "TT_S1_E01_FRM-00-00-08-00",
        "../S01_E01_FRM-00-00-08-00", "TT_S01_E01_FRM-00-00-08-00/x", "tt_S01_E01_FRM-00-00-08-00", "_S01_E01_FRM-00-00-08-00", "TT_S01_E01_FRM-00-00-+8-00",
        "_S01_E01_FRM-00-00-08-00", "ABCDEFGHIJKLMNOPQ_S01_E01_FRM-00-00-08-00", "TT_S01_E01_FRM-00-00-60-00", "TT_S01_E01_FRN-00-00-08-00", "TT_S01_E01_FRM-00-00-08-0é",
    ])
    func frameNumberRefused(text: String) {
        #expect(FrameNumber(text: text) == nil)
    }

    @Test("an episode reads and prints itself, in either case")
    func episode() {
        #expect(EpisodeCode(text: "s01e03")?.description == "S01E03")
        #expect(EpisodeCode(text: "S1E3") == nil)
        #expect(EpisodeCode(text: "S01E03x") == nil)
    }

    @Test("escape sequences and bidirectional marks are made printable, and long text is cut")
    func printable() {
        #expect("a\u{1B}[31mb\u{202E}".printable() == "a\\u{1b}[31mb\\u{202e}")
        #expect(String(repeating: "x", count: 100).printable(limit: 5) == "xxxxx…")
    }
}
