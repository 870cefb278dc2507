import Frames
import Testing
@testable import Review

/// What the sheet says (unsupervised, supervised, Jonny; `-`: nothing), who decided what, and what is then in effect.
struct PrecedenceCase: CustomTestStringConvertible, Sendable {
    let sheet: String
    /// `Ann:Rare`, oldest first; `?` is unsure.
    let decisions: String
    /// Class, source, and marks.
    let expected: String

    var testDescription: String { "sheet \(sheet), then \(decisions.isEmpty ? "nothing" : decisions)" }

    init(_ sheet: String, _ decisions: String, _ expected: String) {
        (self.sheet, self.decisions, self.expected) = (sheet, decisions, expected)
    }
}

@Suite struct StorePrecedenceTests {
    @Test("the class in effect, its source and its marks by design.md's precedence; Jonny and Eve are experts", arguments: [
        PrecedenceCase("- - -", "", "none"),
        PrecedenceCase("Common - -", "", "Common unsupervised"),
        PrecedenceCase("Common Rare -", "", "Rare supervised"),
        PrecedenceCase("Common Rare Junk", "", "Junk jonny"),
        PrecedenceCase("Common Rare -", "Ann:Junk", "Junk reviewer reviewed"),
        PrecedenceCase("Common Rare -", "Ann:Junk ann:Common", "Common reviewer reviewed"),
        PrecedenceCase("Common Rare Junk", "Ann:Legendary", "Junk jonny reviewed"),
        PrecedenceCase("Common Rare Junk", "Ann:Legendary Bob:Common", "Junk jonny reviewed"),
        PrecedenceCase("Common Rare Junk", "JONNY:Legendary", "Legendary jonny reviewed"),
        PrecedenceCase("- - -", "Jonny:Rare Ann:Junk", "Rare jonny reviewed"),
        PrecedenceCase("- - -", "Ann:Junk Bob:Rare", "Rare reviewer reviewed contested"),
        PrecedenceCase("- - -", "Ann:Junk Bob:Rare Ann:Rare", "Rare reviewer reviewed"),
        PrecedenceCase("- - -", "Ann:Junk Bob:Rare Ann:Common", "Common reviewer reviewed contested"),
        PrecedenceCase("- - -", "Ann:Junk Bob:Junk Cyd:Rare", "Rare reviewer reviewed contested"),
        PrecedenceCase("- - -", "Ann:Junk Bob:Rare Jonny:Common", "Common jonny reviewed"),
        PrecedenceCase("- - -", "Ann:Junk Bob:Rare Jonny:Common Ann:Legendary", "Common jonny reviewed"),
        PrecedenceCase("- - -", "Jonny:Junk Eve:Rare", "Rare jonny reviewed contested"),
        PrecedenceCase("- - -", "Jonny:Junk Eve:Rare Jonny:Rare", "Rare jonny reviewed"),
        PrecedenceCase("Common Rare -", "Ann:?", "Rare supervised reviewed unsure"),
        PrecedenceCase("- - -", "Ann:?", "none reviewed unsure"),
        PrecedenceCase("- - -", "Ann:Rare Ann:?", "none reviewed unsure"),
        PrecedenceCase("- - -", "Ann:Rare Bob:?", "Rare reviewer reviewed unsure"),
        PrecedenceCase("- - -", "Bob:? Ann:Rare", "Rare reviewer reviewed"),
        PrecedenceCase("- - -", "Ann:Junk Bob:Rare Bob:?", "Junk reviewer reviewed unsure"),
        PrecedenceCase("- - Rare", "Ann:?", "Rare jonny reviewed"),
        PrecedenceCase("- - -", "Jonny:Rare Ann:?", "Rare jonny reviewed"),
        PrecedenceCase("- - Rare", "Jonny:?", "Rare jonny reviewed unsure"),
        PrecedenceCase("- - -", "Ann:Rare Jonny:?", "Rare reviewer reviewed unsure"),
        PrecedenceCase("- - -", "Ann:? Jonny:Junk", "Junk jonny reviewed"),
    ])
    func inEffect(_ row: PrecedenceCase) {
        let sheet = row.sheet.split(separator: " ").map { RarityClass(text: $0) }
        let events = row.decisions.split(separator: " ").enumerated().map { index, word in
            let parts = word.split(separator: ":")
            let rarity = RarityClass(text: parts[1])
            return EffectiveEvent(kind: rarity == nil ? .unsure : .label, reviewer: String(parts[0]), rarity: rarity,
                                  note: nil, propagated: false, time: Int64(index))
        }
        let imported = ImportedClasses(unsupervised: sheet[0], supervised: sheet[1], jonny: sheet[2])
        let state = FrameVerdict(imported: imported, events: events, experts: ["jonny", "eve"]).state
        var words = [state.label?.name ?? "none"]
        if let source = state.source { words.append(source.rawValue) }
        if state.reviewed { words.append("reviewed") }
        if state.contested { words.append("contested") }
        if state.unsure { words.append("unsure") }
        #expect(words.joined(separator: " ") == row.expected)
    }

    @Test("a label that was given for the shot says so until the frame itself is decided")
    func propagated() throws {
        let fixture = try StoreFixture(frames: 3)
        let frame = try fixture.ids()[1]
        try fixture.store.decide(Decision(.label(.rare), items: [.init(frame: frame, propagated: true)], reviewer: "Ann"))
        #expect(try fixture.state(1).propagated)
        try fixture.decide(.label(.rare), [1], by: "Ann")
        #expect(try !fixture.state(1).propagated)
        _ = try fixture.store.undo(reviewer: "Ann")
        #expect(try fixture.state(1).propagated)
    }
}
