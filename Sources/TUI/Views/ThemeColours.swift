// The colours of each theme, as tables. Every colour is named three times: true colour, 256, 8.

/// A theme by name, as the settings and `:theme` spell it.
public enum ThemeName: String, CaseIterable, Sendable {
    /// For a dark terminal.
    case dark
    /// For a light one.
    case light
    /// No colours beside the pictures'.
    case mono
    /// Blue against orange, told apart by people who see red and green alike.
    case safe

    /// Dark, unless the terminal says that its background is light. Every theme paints its own ground, so that this is a
    /// matter of taste and never of legibility; the terminal is not asked, since an answer that never comes costs the start.
    /// - Parameter background: COLORFGBG, as `0;15`: foreground and background among sixteen colours.
    static func suiting(background: String?) -> ThemeName {
        guard let last = background?.split(separator: ";").last.flatMap({ Int($0) }) else { return .dark }
        return last == 7 || (9...15).contains(last) ? .light : .dark
    }
}

/// What a theme paints with.
struct ThemeColours: Sendable {
    let text, ground: CellColour
    let quiet, rule, good, bad, key, accent: CellColour
    let bar, barText, barStrong: CellColour
    /// By class.
    let classes: [CellColour]
    /// Grounds of the confusion matrix from weak to strong, and what is written on them.
    let right, wrong: [CellColour]
    let onHeat: CellColour
    let histogram: CellColour

    static func of(_ name: ThemeName) -> ThemeColours {
        switch name {
        case .dark, .mono: dark
        case .light: light
        case .safe: safe
        }
    }

    private static func colour(_ rgb: UInt32, _ ansi256: UInt8, _ ansi8: UInt8) -> CellColour { CellColour(rgb: rgb, ansi256: ansi256, ansi8: ansi8) }

    private static let dark = ThemeColours(
        text: colour(0xD6D6DE, 188, 7), ground: colour(0x101016, 233, 0),
        quiet: colour(0x8C8C94, 245, 7), rule: colour(0x4E4E58, 239, 7), good: colour(0x87D787, 114, 2), bad: colour(0xFF7A6B, 209, 1),
        key: colour(0xE8D28A, 186, 3), accent: colour(0x7FB2E5, 110, 4),
        bar: colour(0x2A2A36, 236, 4), barText: colour(0xC8C8D2, 251, 7), barStrong: colour(0xF4F4FA, 255, 7),
        classes: [colour(0x8A7F78, 244, 7), colour(0xC6C8D0, 251, 7), colour(0x7FCB7F, 114, 2), colour(0x5FAFFF, 75, 4), colour(0xFFB43C, 214, 3)],
        right: [colour(0x1E2E22, 234, 0), colour(0x1F4429, 22, 2), colour(0x22592F, 22, 2), colour(0x267037, 28, 2)],
        wrong: [colour(0x38221F, 235, 0), colour(0x5A2A24, 52, 1), colour(0x7E3228, 88, 1), colour(0xA63C2E, 124, 1)],
        onHeat: colour(0xF4F4FA, 255, 7), histogram: colour(0xC6DBFF, 153, 6))

    private static let light = ThemeColours(
        text: colour(0x1E1E26, 234, 0), ground: colour(0xFAFAF6, 231, 7),
        quiet: colour(0x6A6A74, 242, 0), rule: colour(0xB4B4BE, 250, 0), good: colour(0x1F7A34, 28, 2), bad: colour(0xC0301E, 160, 1),
        key: colour(0x7A5400, 94, 5), accent: colour(0x2A62A8, 25, 4),
        bar: colour(0xDCDCE4, 253, 7), barText: colour(0x34343C, 236, 0), barStrong: colour(0x101018, 233, 0),
        classes: [colour(0x8A6F5E, 95, 1), colour(0x50525C, 239, 0), colour(0x1F7A34, 28, 2), colour(0x1B5FC0, 26, 4), colour(0xB06A00, 130, 5)],
        right: [colour(0xE6F2E8, 194, 2), colour(0xC9E7CF, 151, 2), colour(0xA5D9B0, 115, 2), colour(0x7CC88D, 78, 2)],
        wrong: [colour(0xF8E7E4, 224, 1), colour(0xF3CDC6, 217, 1), colour(0xECAC9F, 216, 1), colour(0xE38675, 209, 1)],
        onHeat: colour(0x101018, 233, 0), histogram: colour(0xB7C7E0, 152, 6))

    /// After Okabe and Ito's palette, which stays apart under all common kinds of colour blindness.
    private static let safe = ThemeColours(
        text: colour(0xD6D6DE, 188, 7), ground: colour(0x101016, 233, 0),
        quiet: colour(0x8C8C94, 245, 7), rule: colour(0x4E4E58, 239, 7), good: colour(0x56B4E9, 74, 6), bad: colour(0xE69F00, 214, 3),
        key: colour(0xF0E442, 227, 3), accent: colour(0x2E8FCB, 32, 4),
        bar: colour(0x2A2A36, 236, 4), barText: colour(0xC8C8D2, 251, 7), barStrong: colour(0xF4F4FA, 255, 7),
        classes: [colour(0x7A7A82, 243, 7), colour(0xC6C8D0, 251, 7), colour(0x56B4E9, 74, 6), colour(0xF0E442, 227, 3), colour(0xE07B39, 173, 1)],
        right: [colour(0x16242E, 234, 0), colour(0x16384C, 23, 4), colour(0x175070, 24, 4), colour(0x1C6C98, 25, 4)],
        wrong: [colour(0x2E2410, 234, 0), colour(0x4F3A0E, 58, 3), colour(0x73530C, 94, 3), colour(0x996D08, 136, 3)],
        onHeat: colour(0xF4F4FA, 255, 7), histogram: colour(0xC6DBFF, 153, 6))
}
