// The colours of xterm's palette, and from exact colours to cells of each colour mode.

/// The 256 colours of xterm, from 16 on: a cube of 6 levels a channel, then greys.
enum Palette {
    /// Levels of the cube in each channel.
    static let cube: [Float] = [0, 95, 135, 175, 215, 255]
    /// The two levels of the first eight colours; terminals differ, xterm has 205.
    static let eight: [Float] = [0, 205]
    /// A terminal's own background and foreground, as most have them.
    static let mono: [Float] = [0, 238]

    /// The index, 16...255, of a colour that is in the palette; of any other, the nearest in the cube or
    /// among the greys.
    static func index256(_ c: SIMD3<UInt8>) -> UInt8 {
        let level = SIMD3(cubeIndex(c.x), cubeIndex(c.y), cubeIndex(c.z))
        let grey = min(23, max(0, (Int(c.x) + Int(c.y) + Int(c.z) - 24 + 15) / 30))
        let fromCube = distance(c, SIMD3(cubeLevel(level.x), cubeLevel(level.y), cubeLevel(level.z)))
        let fromGrey = distance(c, SIMD3(repeating: 8 + 10 * grey))
        return fromGrey < fromCube ? UInt8(232 + grey) : UInt8(16 + 36 * level.x + 6 * level.y + level.z)
    }

    /// The index, 0...7, by which channels are on.
    static func index8(_ c: SIMD3<UInt8>) -> UInt8 {
        (c.x > 102 ? 1 : 0) | (c.y > 102 ? 2 : 0) | (c.z > 102 ? 4 : 0)
    }

    static func colour(_ c: SIMD3<UInt8>) -> CellColour {
        CellColour(rgb: UInt32(c.x) << 16 | UInt32(c.y) << 8 | UInt32(c.z), ansi256: index256(c), ansi8: index8(c))
    }

    private static func cubeIndex(_ v: UInt8) -> Int { v < 48 ? 0 : v < 115 ? 1 : (Int(v) - 35) / 40 }
    private static func cubeLevel(_ i: Int) -> Int { i == 0 ? 0 : 55 + 40 * i }

    private static func distance(_ a: SIMD3<UInt8>, _ b: SIMD3<Int>) -> Int {
        let d = SIMD3(Int(a.x), Int(a.y), Int(a.z)) &- b
        return (d &* d).wrappedSum()
    }
}

extension FittedCell {
    /// The cell as the surface has it.
    func cell(_ mode: ColourMode) -> Cell {
        if mode == .ascii { return Cell(ASCIIShapes.characters[Int(lane)]) }
        let isSolid = BlockGlyph.isSolid(Int(lane)) || front == back
        if mode == .mono {
            if isSolid { return Cell(" ", CellStyle(reverse: front.x > 0)) }
            return Cell(BlockGlyph.characters[Int(lane)], CellStyle(reverse: front.x < back.x))
        }
        let style = CellStyle(Palette.colour(front), on: Palette.colour(isSolid ? front : back))
        return Cell(isSolid ? " " : BlockGlyph.characters[Int(lane)], style)
    }
}
