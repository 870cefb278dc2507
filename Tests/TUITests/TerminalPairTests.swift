import Testing
@testable import TUI

@Suite("Colour pairs")
struct TerminalPairTests {
    /// The table behind a reference, so that expectations can call it.
    final class Table {
        var pairs: PairTable
        init(cap: Int32) { pairs = PairTable(cap: cap) }
        func entry(_ foreground: Int32, _ background: Int32) -> PairTable.Entry? {
            pairs.entry(foreground: foreground, background: background)
        }
    }

    @Test("numbers rise from 1, and a known pair keeps its own")
    func rising() {
        let table = Table(cap: 10)
        #expect(table.entry(1, 2) == .init(number: 1, isNew: true))
        #expect(table.entry(2, 1) == .init(number: 2, isNew: true))
        #expect(table.entry(1, 2) == .init(number: 1, isNew: false))
        #expect(table.entry(-1, 5) == .init(number: 3, isNew: true))
    }

    @Test("the terminal's own colours are pair 0 and cost nothing")
    func own() {
        let table = Table(cap: 0)
        #expect(table.entry(-1, -1) == .init(number: 0, isNew: false))
    }

    @Test("at the cap there is no number until all are given up; never one above the cap")
    func cap() {
        let table = Table(cap: 3)
        for i in 0..<3 { #expect(table.entry(Int32(i), 0)?.number == Int32(i + 1)) }
        #expect(table.entry(9, 0) == nil)
        #expect(table.entry(2, 0)?.number == 3)
        table.pairs.removeAll()
        #expect(table.entry(9, 0) == .init(number: 1, isNew: true))
    }
}
