// What is above.

extension Picture {
    /// The open sky of the hour.
    func sky() {
        backdrop(.linear(from: Point(0, -185), to: Point(0, 90), daylight.sky))
        if daylight == .night { stars(110, seed: 7) }
    }

    func stars(_ count: Int, seed: UInt64) {
        var random = SplitMix64(seed)
        layer(0.06) {
            canvas.light = Colour(1, 1, 1)
            for _ in 0..<count {
                let x = random.between(-360, 360), y = random.between(-200, 90)
                let twinkle = 0.5 + 0.5 * sine(time * random.between(1, 3) + random.between(0, 6))
                let radius = random.between(0.5, 1.4)
                canvas.fill(.circle(x, y, radius), Colour(0xFFF6DC, (0.35 + 0.6 * twinkle) * (random.chance(0.3) ? 1 : 0.6)))
            }
        }
    }

    /// The sun, or the moon at night, with its halo; hidden by rain.
    func sun(_ x: Float, _ y: Float, _ radius: Float = 26) {
        guard daylight != .rain else { return }
        layer(0.08) {
            canvas.light = Colour(1, 1, 1)
            let warm = daylight == .dusk ? Colour(0xFFD27A) : Colour(0xFFF2B8)
            let colour = daylight == .night ? Colour(0xE9EDFF) : warm
            canvas.fill(.circle(x, y, radius * 5.5), .glow(x, y, radius * 5.5, colour.alpha(daylight == .night ? 0.4 : 0.65)))
            canvas.fill(.circle(x, y, radius), .ball(x, y, radius, colour.lighter(0.2)))
            guard daylight == .night else { return }
            for (dx, dy, r) in [(-0.3, -0.25, 0.22), (0.32, 0.1, 0.16), (-0.1, 0.42, 0.13)] as [(Float, Float, Float)] {
                canvas.fill(.circle(x + dx * radius, y + dy * radius, r * radius), Colour(0xC3CAE8, 0.8))
            }
        }
    }

    func clouds(_ count: Int, seed: UInt64, depth: Float = 0.12) {
        var random = SplitMix64(seed)
        layer(depth) {
            for i in 0..<count {
                let x = -420 + (Float(i) + random.between(0.1, 0.9)) * 840 / Float(count) + time * 3
                cloud(x, random.between(-150, -50), random.between(22, 44), random.between(0.75, 1))
            }
        }
    }

    private func cloud(_ x: Float, _ y: Float, _ size: Float, _ opacity: Float) {
        let top = Colour(1, 1, 1, opacity), foot = hazy(Colour(0xD6E2F2), 0.25).alpha(opacity * 0.85)
        let shape = Path {
            $0.add(.ellipse(x, y, size * 1.9, size * 0.42))
            for (dx, dy, r) in [(-0.9, -0.15, 0.55), (-0.1, -0.42, 0.8), (0.8, -0.2, 0.6)] as [(Float, Float, Float)] {
                $0.add(.circle(x + dx * size, y + dy * size, r * size))
            }
        }
        canvas.fill(shape, .vertical(y - size, top, y + size * 0.5, foot))
    }

    /// Falling rain in front of everything.
    func rainfall() {
        guard daylight == .rain else { return }
        screen {
            canvas.fill(.rect(-340, -340, 680, 680), .vertical(-180, Colour(0x9FB2C4, 0.16), 180, Colour(0xB8C6D2, 0.26)))
            var random = SplitMix64(90)
            for _ in 0..<110 {
                let near = random.unit()
                let speed = 420 + 380 * near
                let fallen = (random.unit() * 460 + time * speed).truncatingRemainder(dividingBy: 460)
                let x = random.between(-380, 340) + fallen * 0.12, y = fallen - 230
                let length = 9 + 16 * near
                canvas.stroke(.polyline([x, y, x + length * 0.12, y + length]), 0.7 + near * 0.8, Colour(0xE6F0FA, 0.22 + 0.3 * near))
            }
        }
    }

    /// A soft darkening towards the corners holds the eye in the picture.
    func vignette() {
        let edge = Colour(0.07, 0.03, 0.14)
        screen {
            canvas.fill(.rect(-340, -340, 680, 680), .radial(centre: Point(0, 0), radii: Point(430, 300), [
                Stop(0, edge.alpha(0)), Stop(0.6, edge.alpha(0)), Stop(1, edge.alpha(daylight == .night ? 0.42 : 0.26)),
            ]))
        }
    }
}
