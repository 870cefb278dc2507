// In a still shot the JPEG's noise would make glyphs flicker. A cell whose pixels are nearly those that it
// was fitted to is kept; its neighbours are fitted with it in place.

import Frames

/// Which cells of the previous picture stay.
struct CalmCells {
    /// For each cell the one that stays, or `nil`.
    let frozen: [FittedCell?]
    /// The new picture, with the old pixels where the old cell stays.
    let basis: RGBImage
    /// Set when all cells stay.
    let samePicture: CellPicture?

    /// Mean absolute difference of a cell's levels below which it stays.
    static let threshold = 1

    init(image: RGBImage, columns: Int, rows: Int, mode: ColourMode, previous: CellPicture?) {
        let count = columns * rows
        guard let previous, let old = previous.basis, previous.fitted.count == count, previous.mode == mode,
              previous.columns == columns, old.width == image.width, old.height == image.height else {
            (frozen, basis, samePicture) = ([FittedCell?](repeating: nil, count: count), image, nil)
            return
        }
        var frozen = [FittedCell?](repeating: nil, count: count)
        var basis = image
        for y in 0..<rows {
            let lines = Self.span(y, rows, image.height)
            for x in 0..<columns {
                let span = Self.span(x, columns, image.width)
                let bytes = span.lowerBound * 3..<span.upperBound * 3
                var difference = 0
                image.pixels.withUnsafeBufferPointer { a in
                    old.pixels.withUnsafeBufferPointer { b in
                        for line in lines {
                            let start = line * image.width * 3
                            for i in bytes { difference += abs(Int(a[start + i]) - Int(b[start + i])) }
                        }
                    }
                }
                guard difference < Self.threshold * lines.count * bytes.count else { continue }
                frozen[y * columns + x] = previous.fitted[y * columns + x]
                for line in lines {
                    let start = line * image.width * 3
                    for i in bytes { basis.pixels[start + i] = old.pixels[start + i] }
                }
            }
        }
        (self.frozen, self.basis) = (frozen, basis)
        samePicture = frozen.contains { $0 == nil } ? nil : previous
    }

    /// The pixels of a cell, at least one.
    private static func span(_ cell: Int, _ cells: Int, _ pixels: Int) -> Range<Int> {
        let start = min(pixels - 1, cell * pixels / cells)
        return start..<max(start + 1, (cell + 1) * pixels / cells)
    }
}
