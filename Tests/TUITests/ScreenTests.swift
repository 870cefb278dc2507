import Foundation
import Frames
import Review
import Testing
@testable import TUI

/// Screens as pictures of cells: a line of text a row, and beside it a line of styles, a letter a cell.
/// `RARITY_RECORD=1 swift test --filter ScreenTests` writes them anew: look at them before committing.
@Suite("Screens")
struct ScreenTests {
    @Test("the main screen at every size", arguments: [(80, 24), (120, 40), (200, 60), (60, 16), (40, 10)])
    func review(width: Int, height: Int) throws {
        let bench = try bench(width, height)
        bench.press(.character("4"), .character("j"))
        try bench.compare("review-\(width)x\(height)")
    }

    @Test("a terminal that is too small says what it needs")
    func tooSmall() throws {
        let bench = try bench(20, 5)
        let (surface, _) = drawScreen(bench.state, Pictures(), Theme())
        #expect(drawn(surface).hasPrefix("Too small:\n40x10 needed\nq quits"))
    }

    @Test("the episodes")
    func episodes() throws {
        let bench = try bench(80, 24)
        bench.press(.tab, .character("j"))
        try bench.compare("episodes-80x24")
    }

    @Test("the help, narrowed")
    func help() throws {
        let bench = try bench(80, 24)
        bench.press(.character("?"), .character("/"))
        bench.type("shot")
        try bench.compare("help-80x24")
    }

    @Test("what runs, in the status line and on its own screen")
    func progress() throws {
        let bench = try bench(80, 24)
        bench.press(.character("T"))
        bench.take([.jobProgress(StageProgress(title: "embedding", done: 63, total: 100, detail: "108/s, 12 s left"))])
        try bench.compare("running-80x24")
        bench.take([.jobDone(.trained("trained ridge-0002\nright by scenes 81 %"))])
        bench.press(.character("P"))
        try bench.compare("progress-80x24")
    }

    @Test("a prompt with its caret")
    func prompt() throws {
        let bench = try bench(80, 24)
        bench.press(.character("/"))
        bench.type("emily")
        let (surface, caret) = drawScreen(bench.state, Pictures(), Theme())
        #expect(drawn(surface).contains(" /emily"))
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
        #expect(drawn(surface).contains("U Uncommon"))
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
}
