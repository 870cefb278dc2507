@preconcurrency import CNcurses
import Glibc
import Testing
@testable import TUI

/// Curses without a terminal: started once on /dev/null, read back cell by cell.
@Suite("Painting through curses", .serialized)
struct TerminalPainterTests {
    private func startCurses() -> Bool {
        setlocale(LC_ALL, "C.UTF-8")
        for (name, value) in [("LINES", "6"), ("COLUMNS", "20"), ("TERMINFO", directColourXterm)] { setenv(name, value, 1) }
        defer { for name in ["LINES", "COLUMNS", "TERMINFO"] { unsetenv(name) } }
        guard newterm("rarity-xterm", fopen("/dev/null", "w"), fopen("/dev/null", "r")) != nil else { return false }
        return start_color() == OK && use_default_colors() == OK
    }

    private func cell(_ x: Int32, _ y: Int32) -> (character: UInt32, foreground: Int32, background: Int32, isReverse: Bool) {
        var found = cchar_t()
        mvwin_wch(rarity_stdscr(), y, x, &found)
        var (front, back) = (Int32(0), Int32(0))
        extended_pair_content(found.ext_color, &front, &back)
        return (UInt32(found.chars.0), front, back, found.attr & (1 << 18) != 0)
    }

    @Test("cells arrive with their character and exact colours, and running out of pairs is survived")
    func painting() throws {
        try #require(startCurses())
        let window = try #require(rarity_stdscr())
        var painter = CellPainter(mode: .trueColour, isUnicode: true, pairCap: 4)
        let dark = CellColour(rgb: 0x000003, ansi256: 16, ansi8: 0), light = CellColour(rgb: 0xFEDCBA, ansi256: 223, ansi8: 7)
        func paint(_ cells: ArraySlice<Cell>, y: Int, force: Bool) -> Bool {
            painter.paint(cells, y: y, window: window, force: force)
        }
        var row = [Cell](repeating: Cell(), count: 20)
        row[0] = Cell("▀", CellStyle(dark, on: light))
        row[1] = Cell("▄", CellStyle(light, on: dark))
        row[2] = Cell("漢", CellStyle(light), width: 2)
        row[3] = Cell(" ", CellStyle(), width: 0)
        row[4] = Cell("x", CellStyle(light, on: dark, bold: true))
        #expect(paint(row[...], y: 0, force: false))
        #expect(cell(0, 0) == (0x2580, 0x000003, 0xFEDCBA, false))
        #expect(cell(1, 0) == (0x2584, 0x000003, 0xFEDCBA, true))
        #expect(cell(2, 0).character == 0x6F22)
        #expect(cell(4, 0) == (0x78, 0xFEDCBA, 0x000003, false))
        #expect(painter.pairs.count == 3)

        let many = (0..<20).map { Cell("▀", CellStyle(CellColour(rgb: UInt32($0), ansi256: 16, ansi8: 0), on: light)) }
        #expect(!paint(many[...], y: 1, force: false))
        painter.resetPairs()
        #expect(paint(many[...], y: 1, force: true))
        #expect(cell(3, 1) == (0x2580, 3, 0xFEDCBA, false))
        #expect(cell(9, 1).character == 0x2580)
        endwin()
    }
}
