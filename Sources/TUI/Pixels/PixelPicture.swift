// A picture as pixels for a place of so many cells. Made beside the loop, since it takes some milliseconds; what is
// left to the loop is to write it, or the rows of it that nothing covers.

import Frames
import Synchronization

private let nextNumber = Atomic<Int>(1_000)

/// Pixels in the form of a protocol. Two pictures are the same only if they are one object.
public final class PixelPicture: Sendable {
    public let columns: Int, rows: Int
    let format: PixelFormat
    /// Names the picture to a terminal that keeps it; no other picture of this process has it.
    let number: Int
    /// The rows that have text of their own.
    let textRows: Set<Int>
    private let kitty: KittyPicture?
    private let sixel: SixelPicture?
    /// The sixels of each run of rows without text.
    private let ready: [Range<Int>: String]

    /// - Parameter cell: size of a cell; where it is not known, 8x16.
    /// - Cost: 90x25 cells of 8x16: kitty 1 ms, sixel 15 ms.
    public convenience init(_ image: RGBImage, _ way: PixelProtocol, columns: Int, rows: Int, cell: CellPixels? = .ofTerminal()) {
        self.init(image, PixelFormat(way: way, cell: cell ?? CellPixels(width: 8, height: 16)), columns: columns, rows: rows)
    }

    init(_ image: RGBImage, _ format: PixelFormat, columns: Int, rows: Int, textRows: Set<Int> = []) {
        (self.columns, self.rows, self.format, self.textRows) = (columns, rows, format, textRows)
        number = nextNumber.wrappingAdd(1, ordering: .relaxed).newValue
        let width = columns * format.cell.width, height = rows * format.cell.height
        switch format.way {
        case .kitty:
            // The terminal enlarges; more pixels than it has would only cost time.
            let isLarger = image.width > width && image.height > height
            kitty = KittyPicture(isLarger ? image.resized(width: width, height: height) : image, number: number)
            (sixel, ready) = (nil, [:])
        case .sixel:
            kitty = nil
            let made = SixelPicture(image.scaled(width: width, height: height))
            sixel = made
            let runs = runs(of: (0..<rows).filter { !textRows.contains($0) })
            ready = Dictionary(uniqueKeysWithValues: runs.map { ($0, made.bytes(rows: Self.pixels(of: $0, format))) })
        }
    }

    /// For a pipe: the picture where the cursor stands, and a newline.
    public var text: String {
        switch format.way {
        case .kitty: (kitty.map { $0.transmission + $0.placement(number, index: 0, band: 0..<rows, columns: columns, rows: rows, movesCursor: true) } ?? "") + "\n"
        case .sixel: (sixel.map { bytes($0, 0..<rows) } ?? "") + "\n"
        }
    }

    /// What shows rows of cells of the picture, each run from its own place on the screen.
    /// - Parameters:
    ///   - x, y: the cell of the picture's upper left corner.
    func sequence(bands: [Range<Int>], x: Int, y: Int) -> String {
        var out = kitty?.transmission ?? ""
        for (index, band) in bands.enumerated() {
            out += "\u{1B}[\(y + band.lowerBound + 1);\(x + 1)H"
            if let kitty { out += kitty.placement(number, index: index, band: band, columns: columns, rows: rows) }
            if let sixel { out += bytes(sixel, band) }
        }
        return out
    }

    private func bytes(_ sixel: SixelPicture, _ band: Range<Int>) -> String { ready[band] ?? sixel.bytes(rows: Self.pixels(of: band, format)) }

    private static func pixels(of band: Range<Int>, _ format: PixelFormat) -> Range<Int> {
        band.lowerBound * format.cell.height..<band.upperBound * format.cell.height
    }
}

/// Numbers that follow one another, together.
private func runs(of rows: [Int]) -> [Range<Int>] {
    rows.reduce(into: []) { runs, row in
        if let last = runs.last, last.upperBound == row { runs[runs.count - 1] = last.lowerBound..<row + 1 } else { runs.append(row..<row + 1) }
    }
}

/// A picture of pixels on a surface of cells. What the cells show is seen where something lies over the pixels.
public struct PixelPlace: Equatable, Sendable {
    let picture: PixelPicture
    /// The cells that stand for it, to see what covers it.
    let cells: CellPicture
    let x: Int, y: Int

    public static func == (a: PixelPlace, b: PixelPlace) -> Bool { a.picture === b.picture && a.x == b.x && a.y == b.y }

    /// Runs of rows that nothing covers and that have no text of their own.
    func bands(on surface: Surface) -> [Range<Int>] {
        guard x >= 0, y >= 0, x + cells.columns <= surface.width, y + cells.rows <= surface.height else { return [] }
        return runs(of: (0..<cells.rows).filter { row in
            guard !picture.textRows.contains(row) else { return false }
            let start = (y + row) * surface.width + x
            return surface.cells[start..<start + cells.columns] == cells.cells[row * cells.columns..<(row + 1) * cells.columns]
        })
    }
}

extension RGBImage {
    /// At exactly this size: smaller by area, larger between the four nearest pixels.
    func scaled(width newWidth: Int, height newHeight: Int) -> RGBImage {
        if newWidth <= width && newHeight <= height { return resized(width: newWidth, height: newHeight) }
        var out = [UInt8](repeating: 0, count: newWidth * newHeight * 3)
        let across = (0..<newWidth).map { Between($0, of: newWidth, in: width) }
        pixels.withUnsafeBufferPointer { p in
            out.withUnsafeMutableBufferPointer { o in
                for y in 0..<newHeight {
                    let down = Between(y, of: newHeight, in: height)
                    let top = down.first * width, bottom = down.second * width
                    for (x, place) in across.enumerated() {
                        for c in 0..<3 {
                            let upper = Int(p[(top + place.first) * 3 + c]) * (256 - place.part) + Int(p[(top + place.second) * 3 + c]) * place.part
                            let lower = Int(p[(bottom + place.first) * 3 + c]) * (256 - place.part) + Int(p[(bottom + place.second) * 3 + c]) * place.part
                            o[(y * newWidth + x) * 3 + c] = UInt8((upper * (256 - down.part) + lower * down.part + 32_768) >> 16)
                        }
                    }
                }
            }
        }
        return RGBImage(width: newWidth, height: newHeight, pixels: out)
    }
}

/// Two neighbouring pixels and how far, in 256ths, a place lies from the first to the second.
private struct Between {
    let first: Int, second: Int, part: Int

    init(_ place: Int, of places: Int, in pixels: Int) {
        let at = max(0, min(Double(pixels - 1), (Double(place) + 0.5) * Double(pixels) / Double(places) - 0.5))
        first = min(pixels - 1, Int(at))
        second = min(pixels - 1, first + 1)
        part = Int((at - Double(first)) * 256)
    }
}
