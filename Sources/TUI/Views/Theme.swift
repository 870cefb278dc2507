// Colours and signs of the app. A class is always told by letter, shape and colour together, so that
// no screen relies on colour alone.

import Frames

/// How things look; views ask for meaning, never for a colour.
public struct Theme: Sendable {
    /// Whether block characters, shapes and arrows can be shown.
    public let isUnicode: Bool
    public let mode: ColourMode
    public let name: ThemeName
    private let colours: ThemeColours

    public init(isUnicode: Bool = true, mode: ColourMode = .trueColour, name: ThemeName = .dark) {
        self.isUnicode = isUnicode
        self.mode = mode
        self.name = name
        colours = ThemeColours.of(name)
    }

    /// Whether there is any colour at all.
    public var hasColour: Bool { mode != .mono && mode != .ascii && name != .mono }

    /// What cells without colours of their own are painted with, so that a theme looks the same on every terminal; in
    /// mono the terminal's own.
    public var ground: CellStyle { hasColour ? CellStyle(colours.text, on: colours.ground) : CellStyle() }
    public var text: CellStyle { CellStyle() }
    public var quiet: CellStyle { hasColour ? CellStyle(colours.quiet) : CellStyle(dim: true) }
    public var strong: CellStyle { CellStyle(bold: true) }
    public var rule: CellStyle { hasColour ? CellStyle(colours.rule) : CellStyle(dim: true) }
    public var good: CellStyle { hasColour ? CellStyle(colours.good) : CellStyle() }
    public var bad: CellStyle { hasColour ? CellStyle(colours.bad, bold: true) : CellStyle(bold: true) }
    public var bar: CellStyle { hasColour ? CellStyle(colours.barText, on: colours.bar) : CellStyle(reverse: true) }
    public var barStrong: CellStyle { hasColour ? CellStyle(colours.barStrong, on: colours.bar, bold: true) : CellStyle(bold: true, reverse: true) }
    public var key: CellStyle { hasColour ? CellStyle(colours.key, bold: true) : CellStyle(bold: true) }
    public var accent: CellStyle { hasColour ? CellStyle(colours.accent) : CellStyle() }
    public var selected: CellStyle { CellStyle(bold: true, reverse: true) }

    /// The colour of a class.
    public func style(_ rarity: RarityClass, bold: Bool = false) -> CellStyle {
        hasColour ? CellStyle(colours.classes[rarity.rawValue], bold: bold) : CellStyle(bold: bold)
    }

    /// How a histogram beside the picture is drawn.
    var histogramMode: ColourMode { hasColour || mode == .ascii ? mode : .mono }

    /// Its colours.
    var histogram: HistogramOverlay.Style {
        var style = HistogramOverlay.Style()
        (style.text, style.bar, style.curve) = (colours.text, colours.histogram, colours.key)
        return style
    }

    /// The ground of a cell of the confusion matrix: the larger its share of the row, the stronger.
    public func heat(_ share: Double, isRight: Bool) -> CellStyle {
        guard hasColour, share > 0 else { return share > 0 ? strong : quiet }
        let steps = isRight ? colours.right : colours.wrong
        let step = steps[min(steps.count - 1, Int(share.squareRoot() * Double(steps.count)))]
        return mode == .ansi8 ? CellStyle(isRight ? colours.good : colours.bad, bold: true) : CellStyle(colours.onHeat, on: step, bold: true)
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
}
