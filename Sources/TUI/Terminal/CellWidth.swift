// How many cells a character covers, by the C library's tables, which curses uses too.

import CNcurses
import Glibc

/// Cells covered by text: 0, 1 or 2 a character. The same in every locale, so that a view is laid out
/// alike whether or not the terminal can show it.
public enum CellWidth {
    public static func of(_ character: Character) -> Int {
        if let ascii = character.asciiValue { return ascii < 32 || ascii == 127 ? 0 : 1 }
        guard let scalar = character.unicodeScalars.first else { return 0 }
        let before = uselocale(unicode.locale)
        defer { uselocale(before) }
        return max(0, min(2, Int(wcwidth(wchar_t(scalar.value)))))
    }

    public static func of(_ text: String) -> Int {
        text.reduce(0) { $0 + of($1) }
    }

    /// Built into the C library, so it is there where no locale is installed.
    private static let unicode = UnicodeLocale()
}

/// Never freed and never changed, so all threads may use it.
private struct UnicodeLocale: @unchecked Sendable {
    let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
}
