// A picture as character cells, ready to be drawn into a surface or printed.

/// What the fit found for a cell: a block glyph and its colours, or in plain ASCII a character.
struct FittedCell: Equatable, Sendable {
    var lane: UInt8
    var front: SIMD3<UInt8>
    var back: SIMD3<UInt8>
}

/// A grid of cells that shows a picture.
public struct CellPicture: Equatable, Sendable {
    public let columns: Int
    public let rows: Int
    /// `rows * columns` cells from the upper left.
    public var cells: [Cell]
    /// The colours that were aimed at.
    public let mode: ColourMode

    /// What the cells were made from, for a calm next picture.
    var fitted: [FittedCell] = []
    /// The same picture as pixels, where the terminal shows those.
    var pixels: PixelPicture?
    /// What each cell was fitted to; kept where a later picture of the shot will be compared with it.
    var basis: CellBasis?

    init(columns: Int, rows: Int, mode: ColourMode, cells: [Cell], fitted: [FittedCell] = [], basis: CellBasis? = nil) {
        (self.columns, self.rows, self.mode, self.cells) = (columns, rows, mode, cells)
        (self.fitted, self.basis) = (fitted, basis)
    }

    /// The same but for the pixels, which are looked at one by one nowhere.
    public static func == (a: CellPicture, b: CellPicture) -> Bool {
        a.columns == b.columns && a.rows == b.rows && a.mode == b.mode && a.cells == b.cells && a.fitted == b.fitted && a.basis == b.basis
            && a.pixels === b.pixels
    }

    public subscript(x: Int, y: Int) -> Cell {
        get { cells[y * columns + x] }
        set { cells[y * columns + x] = newValue }
    }
}

extension Surface {
    /// Draws a picture with its upper left cell at (`x`, `y`); what lies outside is cut off.
    public mutating func draw(_ picture: CellPicture, x: Int, y: Int) {
        for row in 0..<picture.rows {
            for column in 0..<picture.columns where x + column < width { self[x + column, y + row] = picture[column, row] }
        }
        if let pixels = picture.pixels { add(PixelPlace(picture: pixels, cells: picture, x: x, y: y)) }
    }
}
