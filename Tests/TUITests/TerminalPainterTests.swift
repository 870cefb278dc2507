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

    /// Screens of a random walk, painted row by row where a row differs, are in curses what one painted as a whole is; with so
    /// few pairs that they run out again and again.
    private func walk() throws {
        let project = try SmallProject(frames: 30)
        try project.predict()
        let walk = try RandomWalk(project, seed: 77)
        let width: Int32 = 200, height: Int32 = 50
        let pads = (newpad(height, width), newpad(height, width))
        let (part, whole) = (try #require(pads.0), try #require(pads.1))
        defer { for pad in [part, whole] { delwin(pad) } }
        var painter = CellPainter(mode: .trueColour, isUnicode: true, pairCap: 60), painted: Surface?
        func fill(_ surface: Surface, _ rows: some Sequence<Int>, _ window: UnsafeMutablePointer<WINDOW>, force: Bool) -> Bool {
            rows.allSatisfy { painter.paint(surface.cells[$0 * surface.width..<($0 + 1) * surface.width], y: $0, window: window, force: force) }
        }
        for i in 0..<1_500 {
            try walk.step()
            let surface = walk.draw().surface
            painter.ground = surface.ground
            if !fill(surface, surface.rows(differingFrom: painted), part, force: false) {
                painter.resetPairs()
                _ = fill(surface, 0..<surface.height, part, force: true)
            }
            painted = surface
            guard i % 25 == 0 else { continue }
            _ = fill(surface, 0..<surface.height, whole, force: true)
            for y in 0..<Int32(surface.height) {
                for x in 0..<Int32(surface.width) {
                    var one = cchar_t(), other = cchar_t()
                    mvwin_wch(part, y, x, &one)
                    mvwin_wch(whole, y, x, &other)
                    guard one.chars.0 != other.chars.0 || one.attr != other.attr || one.ext_color != other.ext_color else { continue }
                    Issue.record("step \(i), column \(x), row \(y) of\n\(drawn(surface))")
                    return
                }
            }
        }
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

        row[5] = Cell("█", CellStyle(light, bold: true))
        #expect(paint(row[...], y: 2, force: false))
        #expect(cell(5, 2) == (0x20, 0xFEDCBA, 0xFEDCBA, false), "a full block is a blank on its colour")
        painter.resetPairs()

        let many = (0..<20).map { Cell("▀", CellStyle(CellColour(rgb: UInt32($0), ansi256: 16, ansi8: 0), on: light)) }
        #expect(!paint(many[...], y: 1, force: false))
        painter.resetPairs()
        #expect(paint(many[...], y: 1, force: true))
        #expect(cell(3, 1) == (0x2580, 3, 0xFEDCBA, false))
        #expect(cell(9, 1).character == 0x2580)
        try walk()
        endwin()
    }
}
