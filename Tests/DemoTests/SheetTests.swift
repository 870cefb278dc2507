import Frames
import Testing
@testable import Demo

@Suite("Faulty sheets")
struct SheetTests {
    private struct Made {
        let episode: Episode, facts: [Truth], sheet: FaultySheet
    }

    /// A sheet without drawing: colours by place and side.
    private func make(_ number: Int, seed: UInt64 = 1, frames: Int = 600) -> Made {
        let episode = Episode(number, settings: DemoSettings(frames: frames, seed: seed))
        let facts = (0..<episode.count).map { episode.truth(at: $0 * episode.step) }
        var random = SplitMix64(seed)
        let colours = facts.indices.map { i in
            let shot = episode.shots[episode.shot(at: i * episode.step)]
            return SIMD3<Float>(Float(shot.scene * 37 % 200), Float(shot.side * 90), Float(shot.start % 160)) + random.between(0, 9)
        }
        return Made(episode: episode, facts: facts, sheet: FaultySheet(episode, facts, colours, seed: seed))
    }

    @Test("clustering is right in two of three frames and knows Common, Uncommon and Rare only", arguments: 1...4 as ClosedRange<UInt64>)
    func clustering(_ seed: UInt64) {
        let made = make(1, seed: seed)
        let byFrame = Dictionary(made.sheet.rows.map { ($0.number, $0) }, uniquingKeysWith: { a, _ in a })
        let right = made.facts.indices.count { byFrame[made.episode.frameNumber($0).description]?.unsupervised == made.facts[$0].rarity.name }
        #expect(abs(Double(right) / 600 - 0.66) < 0.03)
        #expect(Set(made.sheet.rows.map(\.unsupervised)).isSubset(of: ["Common", "Uncommon", "Rare"]))
    }

    @Test("supervised classes cover most frames and are wrong in about six of a hundred", arguments: 1...4 as ClosedRange<UInt64>)
    func supervised(_ seed: UInt64) {
        let made = make(2, seed: seed)
        let truth = Dictionary(uniqueKeysWithValues: made.facts.indices.map { (made.episode.frameNumber($0).description, made.facts[$0].rarity) })
        let entered = made.sheet.rows.filter { !$0.supervised.isEmpty && truth[$0.number] != nil }
        #expect(Double(entered.count) / 600 > 0.8 && entered.count < 600)
        let wrong = entered.count { $0.supervised != truth[$0.number]?.name }
        #expect(abs(Double(wrong) / Double(entered.count) - 0.06) < 0.02, "\(wrong)")
        let jonny = made.sheet.rows.filter { !$0.jonny.isEmpty }
        #expect(!jonny.isEmpty && jonny.count < 120)
        #expect(jonny.allSatisfy { truth[$0.number] == nil || $0.jonny == truth[$0.number]?.name })
    }

    @Test("the new episode has no class at all, but its METADATA")
    func newEpisode() {
        let rows = make(3).sheet.rows
        #expect(rows.count == 600)
        #expect(rows.allSatisfy { $0.unsupervised.isEmpty && $0.supervised.isEmpty && $0.jonny.isEmpty })
        #expect(rows.contains { $0.metadata.contains("Captain Coral") })
    }

    @Test("every departure that real sheets have is there once, and there are no more than eight")
    func departures() {
        let first = make(1), second = make(2)
        #expect(first.sheet.rows.count == 601)
        #expect(second.sheet.rows.count == 602)
        #expect(first.sheet.rows.count { $0.supervised == "Legendery" } == 1)
        #expect(first.sheet.rows.count { $0.base.isEmpty } == 1)
        #expect(Set(first.sheet.rows.map(\.number)).count == 600)
        #expect(second.sheet.rows.count { FrameNumber(text: $0.number) == nil } == 1)
        #expect(second.sheet.rows.count { FrameNumber(text: $0.number).map { $0.episode != second.episode.code } == true } == 1)
        #expect(make(1, frames: 20).sheet.rows.count == 20)
    }

    @Test("METADATA has both styles, empty lists, and misses some subjects but invents none")
    func metadata() {
        let made = make(1)
        let lists = made.sheet.rows.map(\.metadata)
        #expect(lists.contains { $0.hasPrefix("['") } && lists.contains { $0.hasPrefix("[\"") } && lists.contains("[]"))
        #expect(lists.contains { $0.first == "[" && $0.dropFirst().first?.isLetter == true })
        let known = Set(made.facts.flatMap(\.subjects))
        let words = Set(lists.flatMap { $0.dropFirst().dropLast().split(separator: ",").map { $0.trimmed.filter { $0 != "\"" } } })
        for word in words { #expect(known.contains(word) || known.contains(String(word.dropFirst().dropLast())), "\(word)") }
    }

    @Test("a cell with a comma or a quote is quoted in the CSV, and the apostrophe of Jonny's column is of both kinds")
    func csv() {
        let straight = make(1).sheet.csv.split(separator: "\n"), typographic = make(2).sheet.csv.split(separator: "\n")
        #expect(straight[0].contains("JONNY's RECLASSIFICATION") && typographic[0].contains("JONNY’s RECLASSIFICATION"))
        #expect(straight.contains { $0.hasSuffix("\"\"]\"") || $0.contains("\"[\"\"") })
    }
}
