// What a view draws into: a grid of cells. Views know nothing of curses, and a test can read what
// was drawn.

/// A colour, in the forms that terminals understand; each place that names a colour gives all three.
public struct CellColour: Hashable, Sendable {
    /// 0xRRGGBB, or `nil`: the terminal's own foreground or background.
    public var rgb: UInt32?
    /// Palette index of the same colour among 256: 16 to 255, as people theme the first sixteen.
    public var ansi256: UInt8
    /// Palette index among 8.
    public var ansi8: UInt8

    public init(rgb: UInt32?, ansi256: UInt8, ansi8: UInt8) {
        self.rgb = rgb
        self.ansi256 = ansi256
        self.ansi8 = ansi8
    }

    /// The terminal's default colour.
    public static let standard = CellColour(rgb: nil, ansi256: 0, ansi8: 0)
}

/// How a cell looks.
public struct CellStyle: Hashable, Sendable {
    public var foreground: CellColour
    public var background: CellColour
    public var bold: Bool
    public var dim: Bool
    public var reverse: Bool
    public var underline: Bool

    public init(
        _ foreground: CellColour = .standard, on background: CellColour = .standard,
        bold: Bool = false, dim: Bool = false, reverse: Bool = false, underline: Bool = false
    ) {
        self.foreground = foreground
        self.background = background
        self.bold = bold
        self.dim = dim
        self.reverse = reverse
        self.underline = underline
    }
}

/// One character cell; `width` 2 covers the next cell too, which then has width 0.
public struct Cell: Hashable, Sendable {
    public var character: Character
    public var style: CellStyle
    public var width: UInt8

    public init(_ character: Character = " ", _ style: CellStyle = CellStyle(), width: UInt8 = 1) {
        self.character = character
        self.style = style
        self.width = width
    }
}

/// A rectangle of cells, origin at the upper left.
public struct Rect: Equatable, Sendable {
    public var x: Int, y: Int, width: Int, height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    public var isEmpty: Bool { width == 0 || height == 0 }
    public var right: Int { x + width }
    public var bottom: Int { y + height }
}

/// The grid of cells of a whole screen. Drawing outside of it is cut off.
public struct Surface: Equatable, Sendable {
    public let width: Int
    public let height: Int
    public private(set) var cells: [Cell]
    /// Pictures whose cells can be shown as pixels instead.
    public private(set) var pixels: [PixelPlace] = []
    /// The two colours of cells that name none; by default the terminal's own.
    public var ground = CellStyle()

    public init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
        cells = Array(repeating: Cell(), count: self.width * self.height)
    }

    mutating func add(_ place: PixelPlace) { pixels.append(place) }

    /// The rows that must be painted to show this surface where another one is shown; all of them where the two differ in size
    /// or ground, or nothing is shown.
    func rows(differingFrom before: Surface?) -> [Int] {
        guard let before, before.width == width, before.height == height, before.ground == ground else { return Array(0..<height) }
        return (0..<height).filter { y in
            let row = y * width..<(y + 1) * width
            return before.cells[row] != cells[row]
        }
    }

    public var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

    public subscript(x: Int, y: Int) -> Cell {
        get { cells[y * width + x] }
        set {
            guard x >= 0, y >= 0, x < width, y < height else { return }
            cells[y * width + x] = newValue
        }
    }

    /// Fills a rectangle with blanks of one style.
    public mutating func fill(_ rect: Rect, _ style: CellStyle) {
        for y in max(0, rect.y)..<max(0, min(height, rect.bottom)) {
            for x in max(0, rect.x)..<max(0, min(width, rect.right)) { self[x, y] = Cell(" ", style) }
        }
    }

    /// Writes one line of text; what does not fit before `limit` (a column; the right edge by default)
    /// is cut with an ellipsis.
    /// - Returns: the column after the text.
    @discardableResult
    public mutating func write(_ text: String, x: Int, y: Int, _ style: CellStyle = CellStyle(), limit: Int? = nil) -> Int {
        let end = min(width, limit ?? width)
        guard y >= 0, y < height, x < end else { return x }
        var column = x
        var rest = text[...]
        while let character = rest.popFirst() {
            let wide = CellWidth.of(character)
            if wide == 0 { continue }
            let isLast = rest.isEmpty
            if column + wide > end || (column + wide == end && !isLast && CellWidth.of(String(rest)) > 0) {
                if column < end { self[column, y] = Cell("…", style) }
                return end
            }
            self[column, y] = Cell(character, style, width: UInt8(wide))
            if wide == 2 { self[column + 1, y] = Cell(" ", style, width: 0) }
            column += wide
        }
        return column
    }
}
