import Foundation
import Frames
import Review
import Testing
@testable import TUI

/// Screens as pictures of cells: a line of text a row, and beside it a line of styles, a letter a cell.
/// `RARITY_RECORD=1 swift test --filter ScreenTests` writes them anew: look at them before committing.
@Suite("Screens")
struct ScreenTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures/screens")

    @Test("the main screen at every size", arguments: [(80, 24), (120, 40), (200, 60), (60, 16), (40, 10)])
    func review(width: Int, height: Int) throws {
        let bench = try bench(width, height)
        bench.press(.character("4"), .character("j"))
        try compare(bench, "review-\(width)x\(height)")
    }

    @Test("a terminal that is too small says what it needs")
    func tooSmall() throws {
        let bench = try bench(20, 5)
        let (surface, _) = drawScreen(bench.state, Pictures(), Theme())
        #expect(text(surface).hasPrefix("Too small:\n40x10 needed\nq quits"))
    }

    @Test("the episodes")
    func episodes() throws {
        let bench = try bench(80, 24)
        bench.press(.tab, .character("j"))
        try compare(bench, "episodes-80x24")
    }

    @Test("the help, narrowed")
    func help() throws {
        let bench = try bench(80, 24)
        bench.press(.character("?"), .character("/"))
        bench.type("shot")
        try compare(bench, "help-80x24")
    }

    @Test("what runs, in the status line and on its own screen")
    func progress() throws {
        let bench = try bench(80, 24)
        bench.take([.jobProgress(StageProgress(title: "embedding", done: 63, total: 100, detail: "108/s, 12 s left"))])
        try compare(bench, "running-80x24")
        bench.take([.jobFinished("trained ridge-0002\nright by scenes 81 %")])
        bench.press(.character("P"))
        try compare(bench, "progress-80x24")
    }

    @Test("a prompt with its caret")
    func prompt() throws {
        let bench = try bench(80, 24)
        bench.press(.character("/"))
        bench.type("emily")
        let (surface, caret) = drawScreen(bench.state, Pictures(), Theme())
        #expect(text(surface).contains(" /emily"))
        #expect(caret?.x == 7 && caret?.y == 22)
    }

    @Test("without Unicode every sign has a stand-in, and letters tell the classes")
    func ascii() throws {
        let bench = try bench(100, 30)
        for key in [Key.escape, .character("?"), .escape, .tab] {
            bench.press(key)
            let (surface, _) = drawScreen(bench.state, Pictures(), Theme(isUnicode: false, mode: .mono))
            for cell in surface.cells where !cell.character.isASCII {
                #expect(ASCIIGlyphs.replacement(for: cell.character) != "?", "\(cell.character)")
            }
        }
        bench.press(.escape)
        let (surface, _) = drawScreen(bench.state, Pictures(), Theme(isUnicode: false, mode: .mono))
        #expect(text(surface).contains("U Uncommon"))
    }

    @Test("hostile text in a note or a subject reaches no terminal as it stands")
    func hostile() throws {
        let bench = try bench(120, 40)
        bench.press(.character("e"))
        bench.take([.terminal(.paste("\u{1B}]0;x\u{07}\u{202E}abc"))])
        bench.press(.enter)
        let (surface, _) = drawScreen(bench.state, Pictures(), Theme())
        #expect(surface.cells.allSatisfy { $0.character.unicodeScalars.allSatisfy { ![.control, .format].contains($0.properties.generalCategory) } })
    }

    private func bench(_ width: Int, _ height: Int) throws -> Bench {
        let project = try SmallProject()
        try project.predict()
        let bench = try Bench(project)
        bench.keep = project
        bench.take([.terminal(.resize(width: width, height: height))])
        return bench
    }

    private func compare(_ bench: Bench, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let (surface, _) = drawScreen(bench.state, Pictures(), Theme())
        let drawn = text(surface) + "\n" + styles(surface)
        let file = Self.folder.appendingPathComponent(name + ".txt")
        if ProcessInfo.processInfo.environment["RARITY_RECORD"] != nil { try drawn.write(to: file, atomically: true, encoding: .utf8) }
        let golden = try String(contentsOf: file, encoding: .utf8)
        #expect(drawn == golden, "\(name) differs:\n\(drawn)", sourceLocation: sourceLocation)
    }

    private func text(_ surface: Surface) -> String {
        rows(surface, dropping: " ") { row in String(row.filter { $0.width > 0 }.map(\.character)) }
    }

    /// A letter for each style in the order of first use, `.` for the plain one.
    private func styles(_ surface: Surface) -> String {
        var known: [CellStyle: Character] = [CellStyle(): "."]
        let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return rows(surface, dropping: ".") { row in
            String(row.map { cell in
                if let letter = known[cell.style] { return letter }
                let letter = letters[(known.count - 1) % letters.count]
                known[cell.style] = letter
                return letter
            })
        }
    }

    private func rows(_ surface: Surface, dropping blank: Character, _ line: ([Cell]) -> String) -> String {
        (0..<surface.height).map { y in
            let row = line(Array(surface.cells[y * surface.width..<(y + 1) * surface.width]))
            return String(row.reversed().drop { $0 == blank }.reversed())
        }.joined(separator: "\n")
    }
}
