// Colours and signs of the app. A class is always told by letter, shape and colour together, so that
// no screen relies on colour alone.

import Frames

/// How things look; views ask for meaning, never for a colour.
public struct Theme: Sendable {
    /// Whether block characters, shapes and arrows can be shown.
    public let isUnicode: Bool
    public let mode: ColourMode

    public init(isUnicode: Bool = true, mode: ColourMode = .trueColour) {
        self.isUnicode = isUnicode
        self.mode = mode
    }

    /// Whether there is any colour at all.
    public var hasColour: Bool { mode != .mono && mode != .ascii }

    public var text: CellStyle { CellStyle() }
    public var quiet: CellStyle { hasColour ? CellStyle(Self.grey) : CellStyle(dim: true) }
    public var strong: CellStyle { CellStyle(bold: true) }
    public var rule: CellStyle { hasColour ? CellStyle(Self.darkGrey) : CellStyle(dim: true) }
    public var good: CellStyle { hasColour ? CellStyle(Self.green) : CellStyle() }
    public var bad: CellStyle { hasColour ? CellStyle(Self.red, bold: true) : CellStyle(bold: true) }
    public var bar: CellStyle { hasColour ? CellStyle(Self.light, on: Self.band) : CellStyle(reverse: true) }
    public var barStrong: CellStyle { hasColour ? CellStyle(Self.white, on: Self.band, bold: true) : CellStyle(bold: true, reverse: true) }
    public var key: CellStyle { hasColour ? CellStyle(Self.yellow, bold: true) : CellStyle(bold: true) }
    public var accent: CellStyle { hasColour ? CellStyle(Self.blue) : CellStyle() }
    public var selected: CellStyle { CellStyle(bold: true, reverse: true) }

    /// The colour of a class.
    public func style(_ rarity: RarityClass, bold: Bool = false) -> CellStyle {
        hasColour ? CellStyle(Self.colours[rarity.rawValue], bold: bold) : CellStyle(bold: bold)
    }

    /// The ground of a cell of the confusion matrix: the larger its share of the row, the stronger.
    public func heat(_ share: Double, isRight: Bool) -> CellStyle {
        guard hasColour, share > 0 else { return share > 0 ? strong : quiet }
        let steps = isRight ? Self.greens : Self.reds
        let step = steps[min(steps.count - 1, Int(share.squareRoot() * Double(steps.count)))]
        return CellStyle(mode == .ansi8 ? .standard : Self.white, on: mode == .ansi8 ? .standard : step, bold: true)
    }

    /// The shape of a class, one cell wide.
    public func shape(_ rarity: RarityClass) -> Character {
        isUnicode ? Self.shapes[rarity.rawValue] : rarity.letter
    }

    /// The class as a column of the timeline: height and colour where they can be shown, else the letter.
    public func column(_ rarity: RarityClass) -> Character {
        isUnicode && hasColour ? Self.heights[rarity.rawValue] : rarity.letter
    }

    /// `unicode` where it can be shown, else `ascii`.
    public func sign(_ unicode: String, _ ascii: String) -> String { isUnicode ? unicode : ascii }

    private static let shapes: [Character] = ["×", "○", "◆", "★", "♛"]
    private static let heights: [Character] = ["▁", "▃", "▅", "▆", "█"]
    private static let colours = [
        CellColour(rgb: 0x8A7F78, ansi256: 244, ansi8: 7),
        CellColour(rgb: 0xC6C8D0, ansi256: 251, ansi8: 7),
        CellColour(rgb: 0x7FCB7F, ansi256: 114, ansi8: 2),
        CellColour(rgb: 0x5FAFFF, ansi256: 75, ansi8: 4),
        CellColour(rgb: 0xFFB43C, ansi256: 214, ansi8: 3),
    ]
    private static let grey = CellColour(rgb: 0x8C8C94, ansi256: 245, ansi8: 7)
    private static let darkGrey = CellColour(rgb: 0x4E4E58, ansi256: 239, ansi8: 7)
    private static let light = CellColour(rgb: 0xC8C8D2, ansi256: 251, ansi8: 7)
    private static let white = CellColour(rgb: 0xF4F4FA, ansi256: 255, ansi8: 7)
    private static let band = CellColour(rgb: 0x2A2A36, ansi256: 236, ansi8: 4)
    private static let green = CellColour(rgb: 0x87D787, ansi256: 114, ansi8: 2)
    private static let red = CellColour(rgb: 0xFF7A6B, ansi256: 209, ansi8: 1)
    private static let blue = CellColour(rgb: 0x7FB2E5, ansi256: 110, ansi8: 4)
    private static let greens = [
        CellColour(rgb: 0x1E2E22, ansi256: 234, ansi8: 0), CellColour(rgb: 0x1F4429, ansi256: 22, ansi8: 2),
        CellColour(rgb: 0x22592F, ansi256: 22, ansi8: 2), CellColour(rgb: 0x267037, ansi256: 28, ansi8: 2),
    ]
    private static let reds = [
        CellColour(rgb: 0x38221F, ansi256: 235, ansi8: 0), CellColour(rgb: 0x5A2A24, ansi256: 52, ansi8: 1),
        CellColour(rgb: 0x7E3228, ansi256: 88, ansi8: 1), CellColour(rgb: 0xA63C2E, ansi256: 124, ansi8: 1),
    ]
    private static let yellow = CellColour(rgb: 0xE8D28A, ansi256: 186, ansi8: 3)
}
