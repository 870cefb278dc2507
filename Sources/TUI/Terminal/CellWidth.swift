// How many cells a character covers, by the C library's tables, which curses uses too.

import CNcurses

/// Cells covered by text: 0, 1 or 2 a character.
public enum CellWidth {
    public static func of(_ character: Character) -> Int {
        if let ascii = character.asciiValue { return ascii < 32 || ascii == 127 ? 0 : 1 }
        guard let scalar = character.unicodeScalars.first else { return 0 }
        return max(0, min(2, Int(wcwidth(wchar_t(scalar.value)))))
    }

    public static func of(_ text: String) -> Int {
        text.reduce(0) { $0 + of($1) }
    }
}
