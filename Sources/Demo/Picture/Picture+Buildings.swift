// Houses, towers, windows, lamps, clocks: what people built. Feet at (x, y).

extension Picture {
    /// A window from its left top corner; shines where `lit`.
    func window(_ x: Float, _ y: Float, _ w: Float, _ h: Float, lit: Bool, frame: Colour = Colour(0xF5EDE0)) {
        canvas.fill(.roundedRect(x - 1.5, y - 1.5, w + 3, h + 3, 2), frame)
        if lit {
            canvas.glowing {
                canvas.fill(.circle(x + w / 2, y + h / 2, w * 1.7), .glow(x + w / 2, y + h / 2, w * 1.7, Colour(0xFFC65C, 0.4)))
                canvas.fill(.rect(x, y, w, h), .vertical(y, Colour(0xFFE9A8), y + h, Colour(0xFFB84D)))
            }
        } else {
            canvas.fill(.rect(x, y, w, h), .linear(from: Point(x, y), to: Point(x + w, y + h), [
                Stop(0, Colour(0xBFE3F5)), Stop(0.48, Colour(0x7FB4D6)), Stop(0.52, Colour(0xA9D5EC)), Stop(1, Colour(0x5F93BB)),
            ]))
        }
        canvas.stroke(.polyline([x + w / 2, y, x + w / 2, y + h]), 1.2, frame)
        canvas.stroke(.polyline([x, y + h / 2, x + w, y + h / 2]), 1.2, frame)
    }

    /// A gabled house, `width` across.
    func house(_ x: Float, _ y: Float, _ width: Float, _ height: Float, wall: Colour, roof: Colour, seed: UInt64, distance: Float = 0) {
        var random = SplitMix64(seed)
        let wall = hazy(wall, distance), roof = hazy(roof, distance), left = x - width / 2
        let chimney = x + width * (random.chance(0.5) ? 0.22 : -0.34), peak = y - height - width * 0.42
        canvas.fill(.rect(chimney, peak + width * 0.06, width * 0.12, width * 0.3), wall.darker(0.3))
        canvas.fill(.rect(left, y - height, width, height), .linear(from: Point(left, 0), to: Point(left + width, 0), [Stop(0, wall.lighter(0.12)), Stop(1, wall.darker(0.14))]))
        canvas.fill(.polygon([left - width * 0.08, y - height, x, peak, left + width * 1.08, y - height]), .vertical(peak, roof.lighter(0.12), y - height, roof.darker(0.15)))
        canvas.fill(.polygon([x, peak, left + width * 1.08, y - height, x + width * 0.12, y - height]), roof.darker(0.3).alpha(0.35))
        canvas.fill(.rect(left, y - height, width, height * 0.06), Colour(0x1A1030, 0.22))
        let rows = max(1, Int(height / 42))
        for row in 0..<rows {
            for column in 0..<2 {
                let shine = daylight.isDark && random.chance(0.65)
                let wx = left + width * (column == 0 ? 0.14 : 0.62), wy = y - height + height * 0.14 + Float(row) * 38
                window(wx, wy, width * 0.24, min(22, height * 0.3), lit: shine)
            }
        }
        canvas.fill(Path {
            $0.move(x - width * 0.1, y)
            $0.line(x - width * 0.1, y - 20)
            $0.quad(x, y - 34, x + width * 0.1, y - 20)
            $0.line(x + width * 0.1, y)
        }, .vertical(y - 30, roof.darker(0.1), y, roof.darker(0.5)))
        canvas.fill(.circle(x + width * 0.06, y - 12, 1.3), Colour(0xFFD75A))
    }

    func lamp(_ x: Float, _ y: Float, _ height: Float) {
        shadow(x, y, 10)
        let iron = Colour(0x34344A)
        canvas.stroke(.polyline([x, y, x, y - height]), 3.2, iron)
        canvas.stroke(.polyline([x - 4, y, x + 4, y]), 4, iron)
        canvas.fill(.polygon([x - 6, y - height - 12, x + 6, y - height - 12, x + 4, y - height, x - 4, y - height]), Colour(0xFFF1C4))
        canvas.fill(.polygon([x - 8, y - height - 12, x, y - height - 19, x + 8, y - height - 12]), iron)
        guard daylight != .day else { return }
        canvas.glowing {
            canvas.fill(.circle(x, y - height - 6, 52), .glow(x, y - height - 6, 52, Colour(0xFFD27A, 0.55)))
            canvas.fill(.polygon([x - 6, y - height - 12, x + 6, y - height - 12, x + 4, y - height, x - 4, y - height]), Colour(0xFFF3C9))
        }
    }

    /// A round clock face.
    func clock(_ x: Float, _ y: Float, _ radius: Float, rim: Colour = Colour(0x6A4A2E), lit: Bool = false) {
        canvas.fill(.circle(x, y, radius * 1.14), .ball(x, y, radius * 1.14, rim))
        let face = { canvas.fill(.circle(x, y, radius), .radial(centre: Point(x, y), radii: Point(radius, radius), [Stop(0, Colour(0xFFF8E2)), Stop(1, Colour(0xEBD9B0))])) }
        lit ? canvas.glowing(face) : face()
        for i in 0..<12 {
            let d = direction(Float(i) * .pi / 6)
            canvas.stroke(.polyline([x + d.x * radius * 0.78, y + d.y * radius * 0.78, x + d.x * radius * 0.88, y + d.y * radius * 0.88]), radius * 0.07, Colour(0x4A3A4A))
        }
        for (angle, length) in [(time * 0.05 - 0.9, 0.5), (time * 0.6 + 0.6, 0.72)] as [(Float, Float)] {
            let d = direction(angle) * radius * length
            canvas.stroke(.polyline([x, y, x + d.x, y + d.y]), radius * 0.08, Colour(0x3A2A3F))
        }
        canvas.fill(.circle(x, y, radius * 0.09), Colour(0xC0392B))
    }

    /// A toothed wheel, turned by `angle`.
    func gear(_ x: Float, _ y: Float, _ radius: Float, teeth: Int, angle: Float, _ colour: Colour) {
        canvas.at(x, y, angle: angle) {
            let wheel = Path { path in
                for i in 0..<teeth * 2 {
                    let half = Float.pi / Float(teeth), r = i % 2 == 0 ? radius : radius * 0.8
                    let a = direction((Float(i) - 0.32) * half) * r, b = direction((Float(i) + 0.32) * half) * r
                    i == 0 ? path.move(a.x, a.y) : path.line(a.x, a.y)
                    path.line(b.x, b.y)
                }
                path.close()
            }
            canvas.stroke(wheel, radius * 0.06, colour.darker(0.5))
            canvas.fill(wheel, .ball(0, 0, radius, colour))
            canvas.fill(.circle(0, 0, radius * 0.6), colour.darker(0.32))
            for i in 0..<5 {
                let d = direction(Float(i) * 1.2566) * radius * 0.66
                canvas.stroke(.polyline([0, 0, d.x, d.y]), radius * 0.13, colour)
            }
            canvas.fill(.circle(0, 0, radius * 0.2), .ball(0, 0, radius * 0.2, colour.lighter(0.2)))
        }
    }

    func fence(_ y: Float, _ height: Float, _ colour: Colour, from left: Float = -900, to right: Float = 900) {
        for rail in [0.35, 0.75] as [Float] { canvas.fill(.rect(left, y - height * rail - 2, right - left, 4), colour.darker(0.12)) }
        for x in stride(from: left, to: right, by: 18) {
            canvas.fill(.polygon([x, y, x, y - height, x + 5, y - height - 5, x + 10, y - height, x + 10, y]),
                        .linear(from: Point(x, 0), to: Point(x + 10, 0), [Stop(0, colour), Stop(1, colour.darker(0.14))]))
        }
    }
}
