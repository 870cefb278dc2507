// What is drawn where the locale has no Unicode: curses would silently put blanks there.

import Foundation

/// Stand-ins of one cell for characters beyond ASCII.
enum ASCIIGlyphs {
    static func replacement(for character: Character) -> Character {
        if character.isASCII { return character }
        if let known = table[character] { return known }
        guard let scalar = character.unicodeScalars.first else { return " " }
        switch scalar.value {
        case 0x2500...0x257F: return "+"
        case 0x2580...0x259F: return "#"
        case 0x2800: return " "
        default: break
        }
        // é is e with an accent.
        let base = String(character).decomposedStringWithCanonicalMapping.unicodeScalars.first
        return base.flatMap { $0.isASCII ? Character($0) : nil } ?? "?"
    }

    private static let rows: [(String, Character)] = [
        ("─━═╌┄╴╶▔⎺⎻⎼⎽", "-"), ("│┃║▏▎▍▕", "|"), ("▁▂", "_"), ("▃", "."), ("▄", "o"), ("░", "."), ("▒", ":"),
        ("…", "~"), ("·•∙", "."), ("●◉■◼", "*"), ("○◯□◻", "o"), ("◆◈♦", "+"), ("★☆✦", "*"),
        ("▸▶►→⏵", ">"), ("◂◀◄←", "<"), ("▲↑△", "^"), ("▼↓▽", "v"), ("✔✓", "v"), ("✘✗×", "x"), ("≠", "#"),
        ("≥", ">"), ("≤", "<"), ("−–—", "-"), ("±", "+"), ("’‘", "'"), ("“”", "\""), ("█▇▆▅▉▊▋", "#"), ("\u{A0}", " "),
        ("⚑", "!"), ("⏎", "<"),
    ]

    private static let table: [Character: Character] = Dictionary(
        rows.flatMap { row in row.0.map { ($0, row.1) } }, uniquingKeysWith: { first, _ in first })
}
