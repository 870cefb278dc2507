// A picture as text for a pipe: colours as escape sequences, rows ended by newlines, no cursor movement.

extension CellPicture {
    /// `rows` lines of `columns` characters. Sequences only where a colour changes; each row ends with all
    /// attributes reset, so that any part of the text can be shown alone.
    public var text: String {
        var out = ""
        out.reserveCapacity(columns * rows * 24)
        for y in 0..<rows {
            var now = CellStyle()
            for x in 0..<columns {
                let cell = self[x, y]
                out += sequence(from: now, to: cell.style)
                now = cell.style
                out.append(cell.character)
            }
            if mode != .ascii { out += "\u{1B}[0m" }
            out += "\n"
        }
        return out
    }

    private func sequence(from now: CellStyle, to style: CellStyle) -> String {
        guard mode != .ascii, now != style else { return "" }
        var codes: [String] = [], known = now
        if now.attributeCodes != style.attributeCodes {
            codes = ["0"] + style.attributeCodes
            known = CellStyle()
        }
        if known.foreground != style.foreground { codes.append(code(style.foreground, base: 38)) }
        if known.background != style.background { codes.append(code(style.background, base: 48)) }
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }

    /// - Parameter base: 38 for the foreground, 48 for the background.
    private func code(_ colour: CellColour, base: Int) -> String {
        guard let rgb = colour.rgb else { return String(base + 1) }
        return switch mode {
        case .trueColour: "\(base);2;\(rgb >> 16 & 255);\(rgb >> 8 & 255);\(rgb & 255)"
        case .ansi256: "\(base);5;\(colour.ansi256)"
        case .ansi8: String(base - 8 + Int(colour.ansi8))
        case .mono, .ascii: String(base + 1)
        }
    }
}

extension CellStyle {
    /// What stands for bold, dim, underline and reverse in an escape sequence.
    fileprivate var attributeCodes: [String] {
        [(bold, "1"), (dim, "2"), (underline, "4"), (reverse, "7")].filter(\.0).map(\.1)
    }
}
