// In a still shot the JPEG's noise would make glyphs flicker. A cell whose pixels are nearly those that it
// was fitted to is kept; its neighbours are fitted with it in place.

import Frames

/// Which cells of the previous picture stay.
struct CalmCells {
    /// For each cell the one that stays, or `nil`.
    private(set) var frozen: [FittedCell?]
    /// What the new picture's cells stand for: the old basis where the old cell stays.
    private(set) var basis: CellBasis?
    /// Set when all cells stay.
    private(set) var samePicture: CellPicture?

    /// - Parameter keepsBasis: whether a later picture will be compared with this one.
    init(image: RGBImage, columns: Int, rows: Int, mode: ColourMode, previous: CellPicture?, keepsBasis: Bool) {
        frozen = [FittedCell?](repeating: nil, count: columns * rows)
        let old = previous.flatMap { $0.mode == mode && $0.columns == columns && $0.rows == rows ? $0 : nil }
        guard keepsBasis || old?.basis != nil else { return }
        var basis = CellBasis(image, columns: columns, rows: rows)
        if let old, let oldBasis = old.basis {
            for cell in frozen.indices where basis.difference(oldBasis, cell: cell) < CellBasis.noise {
                frozen[cell] = old.fitted[cell]
                basis.copy(cell, from: oldBasis)
            }
            if !frozen.contains(where: { $0 == nil }) {
                // Made anew from the fit: something may have been drawn over the old cells.
                samePicture = CellPicture(columns: columns, rows: rows, mode: mode, cells: old.fitted.map { $0.cell(mode) },
                                          fitted: old.fitted, basis: keepsBasis ? oldBasis : nil)
            }
        }
        self.basis = keepsBasis ? basis : nil
    }
}
