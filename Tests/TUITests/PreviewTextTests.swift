import Foundation
import Frames
import Testing
@testable import TUI

@Suite("Preview as text")
struct PreviewTextTests {
    @Test("lines have exactly the columns, end with all attributes reset, and no sequence moves the cursor",
          arguments: [ColourMode.trueColour, .ansi256, .ansi8, .mono])
    func lines(_ mode: ColourMode) {
        let text = Preview.render(image: hills, columns: 21, rows: 5, mode: mode).text
        #expect(text.hasSuffix("\u{1B}[0m\n"))
        let lines = text.split(separator: "\n")
        #expect(lines.count == 5)
        for line in lines {
            #expect(line.hasSuffix("\u{1B}[0m"))
            #expect(line.replacing(/\u{1B}\[[0-9;]*m/, with: "").count == 21)
        }
    }

    @Test("plain ASCII is 32 to 126 and newlines, nothing else")
    func ascii() {
        let text = Preview.render(image: hills, columns: 21, rows: 5, mode: .ascii).text
        #expect(text.utf8.allSatisfy { $0 == 10 || (32...126).contains($0) })
        #expect(text.split(separator: "\n").map(\.count) == [21, 21, 21, 21, 21])
    }

    @Test("a cell that looks like a character becomes that character", arguments: ASCIIShapes.coverage.indices)
    func likeness(_ character: Int) {
        let shape = ASCIIShapes.coverage[character]
        var fit = ASCIIFit(target: (0..<8).map { shape[$0] * 238 }, columns: 1, rows: 1, ink: 238, lambda: 0.04, frozen: [nil])
        fit.sweep(isBackwards: false)
        #expect(ASCIIShapes.coverage[fit.chosen[0]] == shape)
    }

    @Test("in ASCII, brighter pictures have more ink")
    func ink() {
        let inks = [0, 60, 120, 180, 255].map { level in
            let picture = Preview.render(image: drawn(64, 36) { _, _ in (level, level, level) }, columns: 16, rows: 6, mode: .ascii)
            return picture.cells.reduce(Float(0)) { sum, cell in
                sum + ASCIIShapes.coverage[Int(cell.character.asciiValue ?? 32) - 32].sum()
            }
        }
        #expect(inks == inks.sorted())
        #expect(Set(inks).count == 5)
    }

    @Test("a colour is named only where it changes")
    func sparing() {
        let picture = Preview.render(image: drawn(64, 36) { _, _ in (9, 8, 7) }, columns: 30, rows: 2, mode: .trueColour)
        #expect(picture.text.split(separator: "\u{1B}").count == 4)
    }
}
