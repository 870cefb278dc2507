import Testing
@testable import TUI

@Suite("Surface")
struct SurfaceTests {
    private func text(_ surface: Surface) -> [String] {
        (0..<surface.height).map { y in
            String((0..<surface.width).compactMap { surface[$0, y].width == 0 ? nil : surface[$0, y].character })
        }
    }

    @Test("text that fits stands whole; other text ends with an ellipsis at the limit", arguments: [
        ("abcde", 5, "abcde"), ("abcdef", 5, "abcd…"), ("", 5, "     "), ("漢字x", 5, "漢字x"), ("漢字漢", 5, "漢字…"), ("ab漢", 3, "ab…"),
    ])
    func write(_ written: String, _ width: Int, _ expected: String) {
        var surface = Surface(width: width, height: 1)
        surface.write(written, x: 0, y: 0)
        #expect(text(surface) == [expected])
    }

    @Test("drawing outside is cut off")
    func outside() {
        var surface = Surface(width: 3, height: 2)
        surface[5, 5] = Cell("x")
        surface[-1, 0] = Cell("x")
        surface.write("xyz", x: 0, y: 7)
        surface.fill(Rect(x: 2, y: -3, width: 9, height: 4), CellStyle(reverse: true))
        #expect(text(surface) == ["   ", "   "])
        #expect(surface[2, 0].style.reverse && !surface[1, 0].style.reverse && !surface[2, 1].style.reverse)
    }

    @Test("control characters in text leave no trace")
    func control() {
        var surface = Surface(width: 4, height: 1)
        surface.write("a\u{1B}\u{7}b", x: 0, y: 0)
        #expect(text(surface) == ["ab  "])
    }

    @Test("an empty surface can be drawn into")
    func empty() {
        var surface = Surface(width: 0, height: -2)
        surface.write("x", x: 0, y: 0)
        #expect(surface.cells.isEmpty)
    }
}
