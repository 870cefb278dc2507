// Fades and dissolves: what happens to a whole picture.

extension Canvas {
    /// Darkens to black: 1 changes nothing, 0 is black.
    func fade(to level: Float) {
        let weight = UInt32(min(max(level, 0), 1) * 256)
        guard weight < 256 else { return }
        for i in 0..<width * height { pixels[i] = Brush.mix(0, pixels[i], weight) }
    }

    /// Mixes in another picture of the same size; `share` 1 shows only that.
    func dissolve(_ other: Canvas, _ share: Float) {
        let weight = UInt32(min(max(share, 0), 1) * 256)
        for i in 0..<width * height { pixels[i] = Brush.mix(pixels[i], other.pixels[i], weight) }
    }

    /// The mean colour, each part 0 to 255.
    var meanColour: SIMD3<Float> {
        var sum = SIMD3<UInt32>(repeating: 0)
        let count = width * height
        let step = max(1, count / 4096)
        var taken: Float = 0
        for i in stride(from: step / 2, to: count, by: step) {
            let pixel = pixels[i]
            sum &+= SIMD3(pixel & 255, pixel >> 8 & 255, pixel >> 16 & 255)
            taken += 1
        }
        return SIMD3<Float>(sum) / max(taken, 1)
    }
}
