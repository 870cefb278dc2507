// The old town, mostly at night: roofs over the river; from the other side the square with its clock tower.

enum Town {
    static func draw(_ p: Picture) {
        p.sky()
        p.sun(p.side == 0 ? 180 : -190, -112, 28)
        if p.daylight != .night { p.clouds(4, seed: 55) }
        p.layer(0.25) {
            var random = SplitMix64(61 + UInt64(p.side))
            for i in 0..<18 {
                let x = -560 + Float(i) * 64, h = random.between(40, 105)
                p.canvas.fill(.polygon([x, 90, x, 90 - h, x + 26, 74 - h, x + 52, 90 - h, x + 52, 90]), p.hazy(Colour(0x6A6A92), 0.35))
                if p.daylight == .night, random.chance(0.6) { p.canvas.glowing { p.canvas.fill(.rect(x + 20, 100 - h, 7, 9), Colour(0xFFC65C, 0.7)) } }
            }
        }
        p.layer(0.7) { p.side == 0 ? row(p) : square(p) }
        p.layer(1) {
            if p.side == 0 { river(p) } else { cobbles(p, from: 106) }
            p.lamp(p.side == 0 ? -205 : 215, 122, 88)
            p.lamp(p.side == 0 ? 90 : -225, 122, 88)
        }
    }

    private static func row(_ p: Picture) {
        let houses: [(Float, Float, Float, UInt32, UInt32)] = [
            (-350, 92, 110, 0x9A7F9C, 0x4A3A5E), (-258, 84, 142, 0xB58A78, 0x5E3F4E), (-168, 88, 104, 0x8894B0, 0x3F4668), (-76, 90, 134, 0xA98C6E, 0x593C40),
            (16, 86, 112, 0x94A08C, 0x464E5A), (108, 92, 146, 0xB08496, 0x54384E), (200, 86, 108, 0x8F8CB4, 0x40406A), (292, 94, 130, 0xA58A7A, 0x5A4046),
        ]
        for (i, h) in houses.enumerated() { p.house(h.0, 108, h.1, h.2, wall: Colour(h.3), roof: Colour(h.4), seed: UInt64(i + 70)) }
        for i in 0..<3 {
            let rise = (p.time * 6 + Float(i) * 17).truncatingRemainder(dividingBy: 50)
            p.canvas.fill(.circle(-66 + 6 * sine(p.time * 0.7 + Float(i)), -72 - rise, 6 + rise * 0.2), Colour(0xC9CBE6, 0.25 * (1 - rise / 50)))
        }
    }

    private static func river(_ p: Picture) {
        cobbles(p, from: 104)
        p.canvas.fill(.rect(-1400, 164, 2800, 400), .vertical(164, Colour(0x3B4F86), 210, Colour(0x1C2552)))
        p.canvas.fill(.rect(-1400, 158, 2800, 7), .vertical(158, Colour(0xA79CA8), 165, Colour(0x6B6278)))
        p.canvas.glowing { p.glints(from: 167, to: 182, seed: 9, count: 18, Colour(0xFFD27A, 0.4)) }
    }

    private static func cobbles(_ p: Picture, from top: Float) {
        p.ground(top, Colour(0x8D8798), Colour(0x6A6478))
        var random = SplitMix64(77)
        for row in 0..<7 {
            let y = top + 4 + Float(row) * (6 + Float(row) * 1.1), w = 13 + Float(row) * 3
            for i in -24...24 {
                let x = Float(i) * w * 1.2 + (row % 2 == 0 ? 0 : w * 0.6)
                guard abs(x) < 480, random.chance(0.55) else { continue }
                p.canvas.fill(.ellipse(x, y, w * 0.5, 2.2 + Float(row) * 0.45), Colour(0xB7B0C2, 0.28))
            }
        }
    }

    private static func square(_ p: Picture) {
        for (i, h) in ([(-330, 100, 120, 0x94829E, 0x4A3A5E), (-225, 96, 96, 0xB5937C, 0x5E3F4E), (215, 98, 104, 0x8894B0, 0x3F4668), (322, 100, 126, 0xA98C7E, 0x593C40)] as [(Float, Float, Float, UInt32, UInt32)]).enumerated() {
            p.house(h.0, 108, h.1, h.2, wall: Colour(h.3), roof: Colour(h.4), seed: UInt64(i + 90))
        }
        let stone = Colour(0x9C93A6)
        p.canvas.fill(.rect(-38, -96, 76, 204), .linear(from: Point(-38, 0), to: Point(38, 0), [Stop(0, stone.lighter(0.15)), Stop(1, stone.darker(0.3))]))
        p.canvas.fill(.polygon([-48, -96, 0, -172, 48, -96]), .vertical(-172, Colour(0x6A5C92), -96, Colour(0x453B68)))
        p.clock(0, -58, 25, rim: Colour(0xB58A4A), lit: p.daylight.isDark)
        p.canvas.fill(Path { $0.move(-18, 108); $0.line(-18, 66); $0.quad(0, 40, 18, 66); $0.line(18, 108); $0.close() }, Colour(0x4A3A48))
        fountain(p)
    }

    private static func fountain(_ p: Picture) {
        let stone = Colour(0xB3ABB8)
        p.shadow(130, 116, 60)
        p.canvas.fill(.blob([80, 100, 180, 100, 172, 122, 88, 122]), .vertical(98, stone.lighter(0.15), 122, stone.darker(0.3)))
        p.canvas.fill(.ellipse(130, 102, 42, 7), Colour(0x6FA8D8))
        p.canvas.stroke(.polyline([130, 102, 130, 70]), 6, stone)
        p.canvas.fill(.ellipse(130, 70, 20, 5), stone)
        for i in 0..<6 {
            let side: Float = i % 2 == 0 ? 1 : -1, reach = 10 + Float(i) * 5
            p.canvas.stroke(.curve(Point(130, 68), Point(130 + side * reach * 0.7, 48 - Float(i)), Point(130 + side * reach, 100)), 1.2, Colour(0xD6ECFF, 0.6))
        }
    }
}
