// Hills, ground, water: the large shapes of a landscape.

extension Picture {
    /// A wavy ridge down to the bottom of the world.
    /// - Parameters:
    ///   - top: mean height of the ridge.
    ///   - wave: how far it goes up and down.
    func ridge(_ top: Float, wave: Float, seed: UInt64, length: Float = 240, _ high: Colour, _ low: Colour, drop: Float = 110) {
        var random = SplitMix64(seed)
        let phases = [random.between(0, 6), random.between(0, 6), random.between(0, 6)]
        let path = Path { path in
            path.move(-1400, 1200)
            for i in 0...140 {
                let x = -1400 + Float(i) * 20, k = x * 2 * .pi / length
                let y = top - wave * (0.6 * sine(k + phases[0]) + 0.3 * sine(k * 2.3 + phases[1]) + 0.12 * sine(k * 5.1 + phases[2]))
                path.line(x, y)
            }
            path.line(1400, 1200)
        }
        canvas.fill(path, .vertical(top - wave, high, top + drop, low))
    }

    /// Mountains with snow on their heads.
    func mountains(_ foot: Float, height: Float, seed: UInt64, _ colour: Colour, snow: Bool = true) {
        var random = SplitMix64(seed)
        for i in 0..<9 {
            let x = -560 + Float(i) * 140 + random.between(-40, 40)
            let h = height * random.between(0.55, 1), w = h * random.between(0.9, 1.25)
            let peak = Point(x, foot - h)
            canvas.fill(.polygon([x - w, foot, peak.x, peak.y, x + w, foot]), .vertical(foot - h, colour, foot, hazy(colour, 0.6)))
            canvas.fill(.polygon([peak.x, peak.y, x + w, foot, x + w * 0.25, foot]), colour.darker(0.18).alpha(0.5))
            guard snow else { continue }
            canvas.fill(.polygon([peak.x, peak.y, x - w * 0.24, foot - h * 0.76, x - w * 0.1, foot - h * 0.7, x, foot - h * 0.78,
                                  x + w * 0.12, foot - h * 0.69, x + w * 0.24, foot - h * 0.76]), hazy(Colour(0xFFFFFF), 0.12))
        }
    }

    /// The ground on which the figures stand, from `top` down.
    func ground(_ top: Float, _ far: Colour, _ near: Colour) {
        canvas.fill(.rect(-1400, top, 2800, 1200), .vertical(top, far, 190, near))
    }

    /// Glints on water between two heights.
    func glints(from top: Float, to bottom: Float, seed: UInt64, count: Int = 40, _ colour: Colour) {
        var random = SplitMix64(seed)
        for _ in 0..<count {
            let near = random.unit()
            let y = top + (bottom - top) * near
            let x = random.between(-520, 520) + 8 * sine(time * 1.4 + random.between(0, 6))
            let w = 8 + 30 * near
            canvas.stroke(.curve(Point(x - w, y), Point(x, y - 2 - 2 * near), Point(x + w, y)), 0.8 + 1.6 * near, colour)
        }
    }

    func shadow(_ x: Float, _ y: Float, _ width: Float) {
        canvas.fill(.ellipse(x, y, width, width * 0.2), .radial(centre: Point(x, y), radii: Point(width, width * 0.2), [
            Stop(0, Colour(0x1A1030, 0.42)), Stop(0.6, Colour(0x1A1030, 0.26)), Stop(1, Colour(0x1A1030, 0)),
        ]))
    }
}
