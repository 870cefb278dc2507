// A judge that knows nothing of the fit: it paints the cells as a terminal would and compares.

import Foundation
import Frames
@testable import TUI

/// Levels of a canvas of 8x16 pixels a cell, three channels.
struct Canvas {
    var width: Int, height: Int
    var levels: [Float]

    /// What a terminal shows, with its own colours as 238 on 0.
    init(_ picture: CellPicture) {
        width = picture.columns * 8
        height = picture.rows * 16
        levels = [Float](repeating: 0, count: width * height * 3)
        for y in 0..<height {
            for x in 0..<width {
                let cell = picture[x / 8, y / 16]
                let share = Self.ink(cell.character, x: x % 8, y: y % 16)
                var (front, back) = (Self.rgb(cell.style.foreground, 238), Self.rgb(cell.style.background, 0))
                if cell.style.reverse { swap(&front, &back) }
                let mixed = front * share + back * (1 - share)
                for c in 0..<3 { levels[(y * width + x) * 3 + c] = mixed[c] }
            }
        }
    }

    /// The picture itself, each pixel repeated.
    init(_ image: RGBImage, columns: Int, rows: Int) {
        width = columns * 8
        height = rows * 16
        levels = [Float](repeating: 0, count: width * height * 3)
        for y in 0..<height {
            for x in 0..<width {
                let i = (y * image.height / height * image.width + x * image.width / width) * 3
                for c in 0..<3 { levels[(y * width + x) * 3 + c] = Float(image.pixels[i + c]) }
            }
        }
    }

    /// Gaussian blur with mirrored edges.
    func blurred(sigma: Double) -> Canvas {
        var out = self
        out.blurLines(count: height, step: 3 * width, length: width, stride: 3, sigma: sigma)
        out.blurLines(count: width, step: 3, length: height, stride: 3 * width, sigma: sigma)
        return out
    }

    /// Blurs `count` lines of `length` pixels that lie `stride` values apart. Plain loops over pointers, since
    /// tests are compiled without optimisation.
    private mutating func blurLines(count: Int, step: Int, length: Int, stride: Int, sigma: Double) {
        let reach = Int(4 * sigma)
        var weights = (-reach...reach).map { Float(exp(-0.5 * Double($0 * $0) / (sigma * sigma))) }
        let sum = weights.reduce(0, +)
        weights = weights.map { $0 / sum }
        let source = (-reach..<length + reach).map { mirrored($0, length) * stride }
        let before = levels
        before.withUnsafeBufferPointer { p in weights.withUnsafeBufferPointer { w in source.withUnsafeBufferPointer { at in
            levels.withUnsafeMutableBufferPointer { out in
                var line = 0
                while line < count {
                    var i = 0
                    while i < length {
                        var total = SIMD3<Float>(), k = 0
                        while k < w.count {
                            let j = line * step + at[i + k]
                            total += SIMD3(p[j], p[j + 1], p[j + 2]) * w[k]
                            k += 1
                        }
                        let o = line * step + i * stride
                        (out[o], out[o + 1], out[o + 2]) = (total.x, total.y, total.z)
                        i += 1
                    }
                    line += 1
                }
            }
        } } }
    }

    /// Decibels of the peak over the difference.
    func psnr(_ other: Canvas) -> Double {
        let squares = zip(levels, other.levels).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
        return 10 * log10(255 * 255 / max(1e-9, squares / Double(levels.count)))
    }

    private static func rgb(_ colour: CellColour, _ standard: Float) -> SIMD3<Float> {
        guard let rgb = colour.rgb else { return SIMD3(repeating: standard) }
        return SIMD3(Float(rgb >> 16 & 255), Float(rgb >> 8 & 255), Float(rgb & 255))
    }

    /// Unicode's definition of the block elements.
    private static func ink(_ character: Character, x: Int, y: Int) -> Float {
        let value = Int(character.unicodeScalars.first?.value ?? 32)
        let left = x < 4, top = y < 8
        switch value {
        case 0x20: return 0
        case 0x2581...0x2588: return y >= 16 - 2 * (value - 0x2580) ? 1 : 0
        case 0x2589...0x258F: return x < 0x2590 - value ? 1 : 0
        case 0x2591...0x2593: return Float(value - 0x2590) / 4
        case 0x2596: return left && !top ? 1 : 0
        case 0x2597: return !left && !top ? 1 : 0
        case 0x2598: return left && top ? 1 : 0
        case 0x259A: return left == top ? 1 : 0
        case 0x259D: return !left && top ? 1 : 0
        case 0x1FB00..<0x1FB3C:
            // Bits from the upper left on, without the two halves.
            let mask = (1..<63).filter { $0 != 21 && $0 != 42 }[value - 0x1FB00]
            return (0..<3).reduce(Float(0)) { sum, third in
                let covered = max(0, min(Float(y + 1), Float(third + 1) * 16 / 3) - max(Float(y), Float(third) * 16 / 3))
                return mask >> (2 * third + (left ? 0 : 1)) & 1 == 1 ? sum + covered : sum
            }
        default: return .nan
        }
    }
}

/// A picture from a function of its pixels.
func drawn(_ width: Int, _ height: Int, _ colour: (Int, Int) -> (Int, Int, Int)) -> RGBImage {
    var pixels: [UInt8] = []
    for y in 0..<height { for x in 0..<width {
        let (r, g, b) = colour(x, y)
        pixels += [UInt8(clamping: r), UInt8(clamping: g), UInt8(clamping: b)]
    } }
    return RGBImage(width: width, height: height, pixels: pixels)
}

/// Soft hills with some texture: something to fit.
let hills = drawn(160, 96) { x, y in
    let wave = sin(Double(x) / 11) * 20 + sin(Double(y) / 7 + Double(x) / 31) * 25
    return (130 + Int(wave), 90 + y + Int(wave / 2), 200 - x / 2 + (x * 7 + y * 13) % 9)
}
