// Sequences of painted pictures for the shot detector: simple enough that the truth is known.

import Frames

/// A picture made of a function of place: `colour(x, y)` with x and y from 0 to 1, channels 0 to 255.
func painted(_ colour: (Float, Float) -> SIMD3<Float>) -> RGBImage {
    let width = 80, height = 45
    var pixels: [UInt8] = []
    for y in 0..<height {
        for x in 0..<width {
            let c = colour(Float(x) / Float(width), Float(y) / Float(height))
            for k in 0..<3 { pixels.append(UInt8(max(0, min(255, c[k])))) }
        }
    }
    return RGBImage(width: width, height: height, pixels: pixels)
}

/// A place: sky, ground and posts, which differ by number. `shift` moves the camera, 1 is a width;
/// `zoom` brings it nearer.
func place(_ number: Int, shift: Float = 0, zoom: Float = 1, light: Float = 1) -> RGBImage {
    let skies: [SIMD3<Float>] = [SIMD3(110, 180, 240), SIMD3(40, 30, 80), SIMD3(240, 190, 110), SIMD3(170, 220, 180)]
    let grounds: [SIMD3<Float>] = [SIMD3(90, 170, 70), SIMD3(60, 60, 90), SIMD3(190, 120, 80), SIMD3(220, 210, 160)]
    let sky = skies[number % 4], ground = grounds[number % 4]
    return painted { x, y in
        let u = (x - 0.5) / zoom + 0.5 + shift, v = (y - 0.5) / zoom + 0.5
        let post = abs(u * 5 - (u * 5).rounded()) < 0.12 && v > 0.3 && v < 0.75
        let base = post ? SIMD3<Float>(120, 80, 60) : v < 0.55 ? sky + 30 * v : ground + 20 * v
        return light * base
    }
}

/// A share of one picture over another, as in a dissolve.
func mixed(_ a: RGBImage, _ b: RGBImage, _ share: Float) -> RGBImage {
    let pixels = zip(a.pixels, b.pixels).map { UInt8((Float($0) * (1 - share) + Float($1) * share).rounded()) }
    return RGBImage(width: a.width, height: a.height, pixels: pixels)
}

let blackPicture = painted { _, _ in SIMD3(0, 0, 0) }
