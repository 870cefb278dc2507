// Colours as four numbers, so that light can multiply them before they become bytes.

/// Red, green, blue and opacity, each 0 to 1; not premultiplied.
struct Colour: Equatable, Sendable {
    var rgba: SIMD4<Float>

    init(_ red: Float, _ green: Float, _ blue: Float, _ alpha: Float = 1) {
        rgba = SIMD4(red, green, blue, alpha)
    }

    /// `0xRRGGBB`, as palettes are written.
    init(_ hex: UInt32, _ alpha: Float = 1) {
        rgba = SIMD4(Float(hex >> 16 & 255), Float(hex >> 8 & 255), Float(hex & 255), 255 * alpha) / 255
    }

    func mixed(_ other: Colour, _ amount: Float) -> Colour {
        var result = self
        result.rgba += (other.rgba - rgba) * amount
        return result
    }

    func lighter(_ amount: Float) -> Colour { mixed(Colour(1, 1, 1, rgba.w), amount) }

    /// Towards a deep plum rather than black: shadows of a sunny cartoon are never grey.
    func darker(_ amount: Float) -> Colour { mixed(Colour(0.13, 0.07, 0.20, rgba.w), amount) }

    func alpha(_ alpha: Float) -> Colour {
        var result = self
        result.rgba.w = alpha
        return result
    }

    /// Each part times the other's; opacity is kept.
    func lit(by light: Colour) -> Colour {
        var result = self
        result.rgba *= SIMD4(light.rgba.x, light.rgba.y, light.rgba.z, 1)
        return result
    }

    /// A pixel: red in the lowest byte, opacity in the highest.
    var packed: UInt32 {
        let bytes = SIMD4<UInt32>((rgba.clamped(lowerBound: SIMD4(repeating: 0), upperBound: SIMD4(repeating: 1)) * 255
            + 0.5).rounded(.down))
        return bytes.x | bytes.y << 8 | bytes.z << 16 | bytes.w << 24
    }
}
