// From the cells of a surface to those of curses: character, attributes, and the number of the pair
// of colours.

import CNcurses

/// Makes rows of curses cells, and defines colour pairs as they are met.
struct CellPainter {
    let mode: ColourMode
    let isUnicode: Bool
    /// The two colours of cells that name none.
    var ground = CellStyle()
    private(set) var pairs: PairTable
    private var row: [cchar_t] = []

    private static let bold: attr_t = 1 << 21, dim: attr_t = 1 << 20, reverse: attr_t = 1 << 18, underline: attr_t = 1 << 17

    init(mode: ColourMode, isUnicode: Bool, pairCap: Int32) {
        self.mode = mode
        self.isUnicode = isUnicode
        pairs = PairTable(cap: pairCap)
        reservePairs()
    }

    /// One allocation for all: as its table grows, curses links every pair anew.
    private func reservePairs() {
        if pairs.cap > 255 { init_extended_pair(pairs.cap, -1, -1) }
    }

    /// The one place where a colour gets its number: the terminal's own, where the ground names none, is -1.
    func number(_ colour: CellColour) -> Int32 {
        guard let rgb = colour.rgb else { return -1 }
        switch mode {
        case .trueColour: return Int32(bitPattern: rgb & 0xFFFFFF)
        case .ansi256: return Int32(colour.ansi256)
        case .ansi8: return Int32(colour.ansi8 & 7)
        case .mono, .ascii: return -1
        }
    }

    /// Writes a row of a surface into curses' window.
    /// - Returns: false when the pairs have run out; then none of the row was written.
    mutating func paint(_ cells: ArraySlice<Cell>, y: Int, window: UnsafeMutablePointer<WINDOW>, force: Bool) -> Bool {
        row.removeAll(keepingCapacity: true)
        for cell in cells where cell.width > 0 {
            guard let made = curses(cell, force: force) else { return false }
            row.append(made)
            // A stand-in is one cell wide.
            if cell.width == 2 && made.chars.0 < 128 { row.append(made) }
        }
        mvwadd_wchnstr(window, Int32(y), 0, row, Int32(row.count))
        return true
    }

    /// Forgets all pairs; every cell must be painted again.
    mutating func resetPairs() {
        pairs.removeAll()
        reset_color_pairs()
        reservePairs()
    }

    /// - Parameter force: a cell that gets no pair has the terminal's own colours.
    private mutating func curses(_ cell: Cell, force: Bool) -> cchar_t? {
        let style = cell.style
        var attributes: attr_t = 0
        if style.bold { attributes |= Self.bold }
        if style.dim { attributes |= Self.dim }
        if style.underline { attributes |= Self.underline }
        var swap = style.reverse && mode != .ascii
        var front = number(style.foreground.rgb == nil ? ground.foreground : style.foreground)
        var back = number(style.background.rgb == nil ? ground.background : style.background)
        var character = cell.character
        if character == "█", isUnicode, mode != .ascii {
            // A blank on the colour meets its neighbours; fonts draw the block a little narrower than the cell.
            character = " "
            attributes = 0
            let ink = swap ? back : front
            if ink >= 0 { (front, back, swap) = (ink, ink, false) } else { swap.toggle() }
        }
        if attributes == 0 && front > back && back >= 0 {
            // (a, b) reversed looks like (b, a): half the pairs, of which 8 colours have but 63. Not so
            // with the terminal's own colours: as a background it is not the one it is as a foreground.
            (front, back) = (back, front)
            swap.toggle()
        }
        if swap { attributes |= Self.reverse }
        var number: Int32 = 0
        if let entry = pairs.entry(foreground: front, background: back) {
            if entry.isNew { init_extended_pair(entry.number, front, back) }
            number = entry.number
        } else if !force {
            return nil
        }
        attributes |= attr_t(min(number, 255)) << 8  // where curses' own macros leave a copy
        return cchar_t(attr: attributes, chars: characters(character), ext_color: number)
    }

    private func characters(_ character: Character) -> (wchar_t, wchar_t, wchar_t, wchar_t, wchar_t) {
        if let ascii = character.asciiValue { return (wchar_t(max(32, ascii)), 0, 0, 0, 0) }
        guard isUnicode else {
            return (wchar_t(ASCIIGlyphs.replacement(for: character).asciiValue ?? 63), 0, 0, 0, 0)
        }
        var scalars = character.unicodeScalars.makeIterator()
        var out: (wchar_t, wchar_t, wchar_t, wchar_t, wchar_t) = (wchar_t(scalars.next()?.value ?? 32), 0, 0, 0, 0)
        guard wcwidth(out.0) > 0 else { return (63, 0, 0, 0, 0) }
        // Accents, which stay in the cell; joined emoji would not.
        if let accent = scalars.next(), wcwidth(wchar_t(accent.value)) == 0, accent.value != 0x200D {
            out.1 = wchar_t(accent.value)
        }
        return out
    }
}
