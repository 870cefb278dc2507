// A frame as the shot detector sees it: small enough that noise and tiny motion vanish, in hue, saturation
// and value, as a change of place changes colours first.

import Frames

/// A frame at 64x36: hue, saturation and value of every pixel, and its RGB.
struct SmallPicture {
    static let width = 64, height = 36
    static let pixelCount = width * height

    /// Red, green and blue of each pixel, 0 to 255.
    let rgb: [Float]
    /// Hue (a circle of 255 steps), saturation and value of each pixel, 0 to 255.
    let hsv: [Float]

    /// - Parameter image: any size; it is resized by area.
    init(_ image: RGBImage) {
        rgb = image.resized(width: Self.width, height: Self.height).pixels.map(Float.init)
        hsv = [Float](unsafeUninitializedCapacity: 3 * Self.pixelCount) { [rgb] out, count in
            for i in 0..<Self.pixelCount {
                let colour = hueSaturationValue(rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2])
                for c in 0..<3 { out[3 * i + c] = colour[c] }
            }
            count = 3 * Self.pixelCount
        }
    }

    /// Mean difference of hue, saturation and value, 0 to 255. Hue and saturation of dark pixels are noise,
    /// so below a value of 48 they count less, and not at all in black.
    func difference(to other: SmallPicture) -> Float {
        var sum: Float = 0
        hsv.withUnsafeBufferPointer { a in
            other.hsv.withUnsafeBufferPointer { b in
                for i in stride(from: 0, to: 3 * Self.pixelCount, by: 3) {
                    let turn = abs(a[i] - b[i])
                    let light = min(1, min(a[i + 2], b[i + 2]) / 48)
                    sum += light * (min(turn, 255 - turn) + abs(a[i + 1] - b[i + 1])) + abs(a[i + 2] - b[i + 2])
                }
            }
        }
        return sum / Float(3 * Self.pixelCount)
    }

    /// Correlation of the two pictures, -1 to 1: near 1 where only the light changed. 0 where one is flat.
    func likeness(to other: SmallPicture) -> Float {
        let n = Float(rgb.count)
        var a: Float = 0, b: Float = 0, aa: Float = 0, bb: Float = 0, ab: Float = 0
        for i in rgb.indices {
            let x = rgb[i], y = other.rgb[i]
            a += x; b += y; aa += x * x; bb += y * y; ab += x * y
        }
        let product = (aa - a * a / n) * (bb - b * b / n)
        return product > n ? (ab - a * b / n) / product.squareRoot() : 0
    }
}

/// Hue, saturation and value of a colour, each 0 to 255.
private func hueSaturationValue(_ r: Float, _ g: Float, _ b: Float) -> SIMD3<Float> {
    let value = max(r, g, b), range = value - min(r, g, b)
    guard range > 0 else { return SIMD3(0, 0, value) }
    var sixth = value == r ? (g - b) / range : value == g ? (b - r) / range + 2 : (r - g) / range + 4
    if sixth < 0 { sixth += 6 }
    return SIMD3(sixth * 255 / 6, 255 * range / value, value)
}
