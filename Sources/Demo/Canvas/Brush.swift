// Puts one paint onto rows of pixels: the inner loops of all drawing.

/// A paint made ready for one shape: its colours lit and packed, its gradient in canvas pixels.
struct Brush {
    private enum Kind {
        case solid(UInt32, opacity: UInt32)
        case linear([UInt32], start: Float, dx: Float, dy: Float)
        case radial([UInt32], start: Point, dx: Point, dy: Point)
    }

    private let kind: Kind

    init(_ paint: Paint, transform: Transform, light: Colour) {
        switch paint {
        case .solid(let colour):
            let packed = colour.lit(by: light).packed
            kind = .solid(packed, opacity: Self.weight(packed >> 24))
        case .linear(let from, let to, let stops):
            let inverse = transform.inverse
            let along = to - from
            let scale = along / max(along.x * along.x + along.y * along.y, 1e-9)
            func position(_ p: Point) -> Float { (p.x * scale.x + p.y * scale.y) * 255 }
            kind = .linear(table(stops) { $0.lit(by: light) }, start: position(inverse.apply(Point(0.5, 0.5)) - from),
                           dx: position(inverse.u), dy: position(inverse.v))
        case .radial(let centre, let radii, let stops):
            let inverse = transform.inverse
            let scale = Point(255, 255) / pointwiseMax(radii, Point(1e-6, 1e-6))
            kind = .radial(table(stops) { $0.lit(by: light) }, start: (inverse.apply(Point(0.5, 0.5)) - centre) * scale,
                           dx: inverse.u * scale, dy: inverse.v * scale)
        }
    }

    /// - Parameters:
    ///   - out: the pixel at (x, y) and those to its right.
    ///   - mask: coverage, 0 to 255 each.
    func paint(_ out: UnsafeMutablePointer<UInt32>, _ mask: UnsafePointer<UInt8>, x: Int, y: Int, count: Int) {
        switch kind {
        case .solid(let colour, let opacity):
            for i in 0..<count where mask[i] != 0 {
                let weight = (Self.weight(UInt32(mask[i])) * opacity) >> 8
                out[i] = weight == 256 ? colour : Self.mix(out[i], colour, weight)
            }
        case .linear(let table, let start, let dx, let dy):
            var t = start + Float(x) * dx + Float(y) * dy
            table.withUnsafeBufferPointer { table in
                if dx == 0 {
                    let colour = table[Int(min(max(t, 0), 255))]
                    let opacity = Self.weight(colour >> 24)
                    for i in 0..<count where mask[i] != 0 {
                        let weight = (Self.weight(UInt32(mask[i])) * opacity) >> 8
                        out[i] = weight == 256 ? colour : Self.mix(out[i], colour, weight)
                    }
                    return
                }
                for i in 0..<count {
                    if mask[i] != 0 { Self.put(table[Int(min(max(t, 0), 255))], mask[i], out + i) }
                    t += dx
                }
            }
        case .radial(let table, let start, let dx, let dy):
            let p = start + dx * Float(x) + dy * Float(y)
            table.withUnsafeBufferPointer { table in
                for i in 0..<count where mask[i] != 0 {
                    let q = p + dx * Float(i)
                    let t = (q.x * q.x + q.y * q.y).squareRoot()
                    Self.put(table[Int(min(t, 255))], mask[i], out + i)
                }
            }
        }
    }

    @inline(__always)
    private static func put(_ colour: UInt32, _ mask: UInt8, _ out: UnsafeMutablePointer<UInt32>) {
        let weight = (Self.weight(UInt32(mask)) * Self.weight(colour >> 24)) >> 8
        out.pointee = weight == 256 ? colour : mix(out.pointee, colour, weight)
    }

    /// 0…255 to 0…256, so that full is full after a shift by 8.
    @inline(__always)
    private static func weight(_ byte: UInt32) -> UInt32 { byte + (byte >> 7) }

    /// Two colours, `weight` of 256 of the second; red and blue in one product.
    @inline(__always)
    static func mix(_ a: UInt32, _ b: UInt32, _ weight: UInt32) -> UInt32 {
        let rest = 256 - weight
        let outer = ((a & 0xFF00FF) * rest + (b & 0xFF00FF) * weight) >> 8 & 0xFF00FF
        let green = ((a & 0x00FF00) * rest + (b & 0x00FF00) * weight) >> 8 & 0x00FF00
        return outer | green | 0xFF000000
    }
}
