// The workshop where the gadget was built: bench and tools; from the other side the round window and a wall of gears.

enum Workshop {
    static func draw(_ p: Picture) {
        p.layer(0.75) {
            p.canvas.fill(.rect(-1000, -1000, 2000, 2000), .radial(centre: Point(-20, -60), radii: Point(460, 340), [Stop(0, Colour(0xC68B58)), Stop(0.55, Colour(0x8A5A40)), Stop(1, Colour(0x4A2E30))]))
            for i in -12...12 {
                p.canvas.stroke(.polyline([Float(i) * 48, -500, Float(i) * 48, 120]), 1.6, Colour(0x5A382E, 0.7))
            }
            p.side == 0 ? tools(p) : gears(p)
        }
        p.layer(1) {
            p.ground(112, Colour(0x7A5240), Colour(0x523430))
            for k in 0..<5 { p.canvas.stroke(.polyline([-700, 118 + Float(k * k) * 4, 700, 118 + Float(k * k) * 4]), 1.2, Colour(0x3E2626, 0.8)) }
            if p.side == 0 { bench(p) } else { crates(p) }
        }
        p.layer(0.9) { bulb(p, p.side == 0 ? -40 : 70) }
    }

    private static func tools(_ p: Picture) {
        p.canvas.fill(.roundedRect(-60, -118, 300, 108, 5), .vertical(-118, Colour(0xB8895A), -10, Colour(0x916440)))
        for i in 0..<7 {
            let x = -34 + Float(i) * 42
            p.canvas.stroke(.polyline([x, -94, x, -44]), 5, Colour(0x6B432C))
            let steel = Colour(0xAAB4C4)
            switch i % 3 {
            case 0: p.canvas.fill(.roundedRect(x - 14, -104, 28, 15, 3), .vertical(-104, steel.lighter(0.3), -89, steel.darker(0.3)))
            case 1:
                p.canvas.stroke(.circle(x, -98, 8), 5, steel)
                p.canvas.stroke(.polyline([x, -88, x, -48]), 4, steel)
            default: p.canvas.fill(.polygon([x - 3, -50, x + 3, -50, x + 14, -20, x - 14, -20]), .vertical(-50, steel, -20, steel.darker(0.3)))
            }
        }
        plan(p)
    }

    private static func plan(_ p: Picture) {
        p.canvas.at(-190, -64, angle: -0.04) {
            p.canvas.fill(.rect(-62, -48, 124, 96), .vertical(-48, Colour(0x3A6BA8), 48, Colour(0x2A4F86)))
            for k in 0..<6 { p.canvas.stroke(.polyline([-62, -40 + Float(k) * 16, 62, -40 + Float(k) * 16]), 0.5, Colour(0x8FB8E8, 0.5)) }
            p.canvas.stroke(.circle(-14, -2, 27), 1.6, Colour(0xE8F2FF))
            p.canvas.stroke(.circle(-14, -2, 20), 1.2, Colour(0xE8F2FF))
            p.canvas.stroke(.polyline([-42, 34, 14, 34, 8, 26, -36, 26, -42, 34]), 1.4, Colour(0xE8F2FF))
            p.canvas.stroke(.polyline([28, -30, 52, -30]), 1.4, Colour(0xE8F2FF))
            p.canvas.stroke(.polyline([28, -20, 46, -20]), 1.4, Colour(0xE8F2FF))
        }
    }

    private static func gears(_ p: Picture) {
        for (i, g) in ([(-190, -60, 52, 16, 0xC98F3F), (-112, -18, 34, 12, 0xA8643F), (-168, 26, 28, 11, 0x8A8FA5), (-68, -74, 30, 11, 0xD9A94A), (-240, 14, 24, 10, 0xB5673A)] as [(Float, Float, Float, Int, UInt32)]).enumerated() {
            p.gear(g.0, g.1, g.2, teeth: g.3, angle: p.time * 24 / g.2 * (i % 2 == 0 ? 1 : -1), Colour(g.4))
        }
        let x: Float = 170, y: Float = -52
        p.canvas.fill(.circle(x, y, 62), Colour(0x5A382E))
        p.canvas.clipped(to: .circle(x, y, 52)) {
            p.canvas.glowing { p.canvas.fill(.circle(x, y, 54), .linear(from: Point(0, y - 52), to: Point(0, y + 52), p.daylight.sky)) }
            p.canvas.fill(.ellipse(x - 20, y + 58, 60, 30), Colour(0x5E8F6A))
        }
        for i in 0..<4 {
            let d = direction(Float(i) * .pi / 4) * 54
            p.canvas.stroke(.polyline([x - d.x, y - d.y, x + d.x, y + d.y]), 4, Colour(0x6B4636))
        }
    }

    private static func bench(_ p: Picture) {
        p.shadow(-170, 132, 110)
        for x in [-250, -96] as [Float] { p.canvas.fill(.rect(x - 7, 84, 14, 48), Colour(0x5E3C2A)) }
        p.canvas.fill(.roundedRect(-272, 74, 200, 12, 3), .vertical(74, Colour(0xB07848), 86, Colour(0x7A4E30)))
        p.gear(-220, 60, 13, teeth: 10, angle: 0.2, Colour(0xD9A94A))
        p.canvas.fill(.roundedRect(-180, 48, 30, 26, 4), .vertical(48, Colour(0x6FA08A), 74, Colour(0x3F6B5C)))
        p.canvas.fill(.polygon([-128, 74, -120, 40, -112, 40, -104, 74]), Colour(0xB8D8E8, 0.75))
        p.canvas.fill(.polygon([-126, 74, -122, 58, -110, 58, -106, 74]), Colour(0x7CE06A, 0.9))
    }

    private static func crates(_ p: Picture) {
        for (x, y, s) in [(230, 132, 56), (176, 138, 38), (226, 78, 40)] as [(Float, Float, Float)] {
            if y > 100 { p.shadow(x, y, s * 0.8) }
            p.canvas.fill(.rect(x - s / 2, y - s, s, s), .linear(from: Point(x - s / 2, y - s), to: Point(x + s / 2, y), [Stop(0, Colour(0xC99A62)), Stop(1, Colour(0x8F6038))]))
            p.canvas.stroke(.rect(x - s / 2 + 3, y - s + 3, s - 6, s - 6), 4, Colour(0x9C6C42))
            p.canvas.stroke(.polyline([x - s / 2 + 4, y - 4, x + s / 2 - 4, y - s + 4]), 4, Colour(0x9C6C42))
        }
    }

    private static func bulb(_ p: Picture, _ x: Float) {
        p.canvas.stroke(.polyline([x, -400, x, -112]), 1.6, Colour(0x2B1C1E))
        p.canvas.glowing {
            p.canvas.fill(.circle(x, -98, 170), .glow(x, -98, 170, Colour(0xFFCF7A, 0.5)))
            p.canvas.fill(.circle(x, -98, 8), .ball(x, -98, 8, Colour(0xFFF3C4)))
        }
        p.canvas.fill(.polygon([x - 26, -104, x + 26, -104, x + 10, -120, x - 10, -120]), Colour(0x3F6B5C))
    }
}
