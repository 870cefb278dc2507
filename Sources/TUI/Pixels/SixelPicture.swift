// A picture as sixels: six rows at a time, colour after colour, repeats counted.
// Source: DEC VT330/VT340 Programmer Reference Manual, chapter 14.

import Frames

struct SixelPicture: Sendable {
    private let width: Int, height: Int
    private let palette: [SIMD3<UInt8>]
    /// The colour of each pixel.
    private let indexes: [UInt8]

    init(_ image: RGBImage) {
        (width, height) = (image.width, image.height)
        let palette = PixelPalette(image)
        self.palette = palette.colours
        indexes = palette.dithered(image)
    }

    /// The rows of pixels as an escape sequence, painted from the cursor on.
    func bytes(rows: Range<Int>) -> String {
        // Raster attributes: square pixels, and the size; what is not painted stays.
        var out = Array("\u{1B}P0;1q\"1;1;\(width);\(rows.count)".utf8)
        out.reserveCapacity(width * rows.count)
        for (number, colour) in palette.enumerated() {
            out += "#\(number);2;\(Self.percent(colour.x));\(Self.percent(colour.y));\(Self.percent(colour.z))".utf8
        }
        var line = [UInt8](repeating: 0, count: width * palette.count)
        var used = [Bool](repeating: false, count: palette.count)
        for top in stride(from: rows.lowerBound, to: rows.upperBound, by: 6) {
            collect(top..<min(top + 6, rows.upperBound), into: &line, &used)
            var isFirst = true
            for colour in palette.indices where used[colour] {
                if !isFirst { out.append(UInt8(ascii: "$")) }
                isFirst = false
                out += "#\(colour)".utf8
                append(line, from: colour * width, to: &out)
                used[colour] = false
            }
            out.append(UInt8(ascii: "-"))
        }
        out += "\u{1B}\\".utf8
        return String(decoding: out, as: UTF8.self)
    }

    /// For each colour of six rows, which of them it has in each column.
    private func collect(_ rows: Range<Int>, into line: inout [UInt8], _ used: inout [Bool]) {
        indexes.withUnsafeBufferPointer { indexes in
            line.withUnsafeMutableBufferPointer { line in
                for y in rows {
                    let bit = UInt8(1 << (y - rows.lowerBound))
                    for x in 0..<width {
                        let colour = Int(indexes[y * width + x])
                        if !used[colour] {
                            used[colour] = true
                            line[colour * width..<(colour + 1) * width].update(repeating: 0)
                        }
                        line[colour * width + x] |= bit
                    }
                }
            }
        }
    }

    private func append(_ line: [UInt8], from start: Int, to out: inout [UInt8]) {
        var end = width
        while end > 0, line[start + end - 1] == 0 { end -= 1 }
        var x = 0
        while x < end {
            let value = line[start + x]
            var run = 1
            while x + run < end, line[start + x + run] == value { run += 1 }
            if run > 3 { out += "!\(run)".utf8 }
            for _ in 0..<(run > 3 ? 1 : run) { out.append(63 + value) }
            x += run
        }
    }

    private static func percent(_ level: UInt8) -> Int { (Int(level) * 100 + 127) / 255 }
}
