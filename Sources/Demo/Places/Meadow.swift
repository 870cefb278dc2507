// Hills, a windmill and flowers; from the other side the pond.

enum Meadow {
    static func draw(_ p: Picture) {
        p.sky()
        p.sun(p.side == 0 ? 190 : -210, -110)
        p.clouds(5, seed: 11 + UInt64(p.side))
        p.layer(0.2) { p.mountains(66, height: 120, seed: 3 + UInt64(p.side), p.hazy(Colour(0x7C94B8), 0.45)) }
        p.layer(0.35) {
            p.ridge(52, wave: 26, seed: 5 + UInt64(p.side), length: 420, p.hazy(Colour(0x8CC27A), 0.4), p.hazy(Colour(0x6FAE6B), 0.35))
            for (x, h) in [(-290, 44), (-90, 38), (60, 40), (320, 46)] as [(Float, Float)] { p.pine(x, 62, h, Colour(0x4E8F62), distance: 0.35) }
        }
        p.layer(0.6) {
            p.ridge(80, wave: 18, seed: 8 + UInt64(p.side), length: 520, Colour(0x93CF67), Colour(0x5EA650))
            if p.side == 0 { windmill(p, -190, 82) } else { p.house(250, 88, 64, 42, wall: Colour(0xF4E3C8), roof: Colour(0xC4553F), seed: 4, distance: 0.1) }
            for (x, h) in (p.side == 0 ? [(120, 88), (270, 104), (-330, 92)] : [(-300, 112), (-215, 86), (90, 78)]) as [(Float, Float)] {
                p.tree(x, 92, h, Colour(0x4C9E4E), distance: 0.1)
            }
        }
        p.layer(1) {
            p.ridge(108, wave: 5, seed: 2, length: 700, Colour(0x9BD866), Colour(0x4E9A45), drop: 90)
            if p.side == 0 { path(p) } else { pond(p) }
            p.flowers(46, seed: 21 + UInt64(p.side), from: 112, to: 182, Colour(0x3F8A3F), [Colour(0xFFFFFF), Colour(0xFF8FB1), Colour(0xFFD75A), Colour(0xB58CF0)])
        }
    }

    private static func windmill(_ p: Picture, _ x: Float, _ y: Float) {
        let wall = Colour(0xF6EAD6)
        p.canvas.fill(.polygon([x - 17, y, x - 11, y - 62, x + 11, y - 62, x + 17, y]), .linear(from: Point(x - 17, 0), to: Point(x + 17, 0), [Stop(0, wall), Stop(1, wall.darker(0.25))]))
        p.canvas.fill(.blob([x - 14, y - 60, x - 10, y - 84, x + 10, y - 84, x + 14, y - 60]), Colour(0xB5483A))
        p.window(x - 4, y - 48, 8, 11, lit: p.daylight.isDark)
        for i in 0..<4 {
            p.canvas.at(x, y - 66, angle: Float(i) * .pi / 2 + p.time * 0.8) {
                p.canvas.stroke(.polyline([0, 0, 0, -52]), 2.2, Colour(0x6E4A36))
                p.canvas.fill(.polygon([2, -12, 13, -14, 13, -52, 2, -52]), Colour(0xFFF6E6, 0.92))
                for k in 0..<4 { p.canvas.stroke(.polyline([2, -18 - Float(k) * 10, 13, -18 - Float(k) * 10]), 0.8, Colour(0xB59A7A)) }
            }
        }
    }

    private static func path(_ p: Picture) {
        let sand = Colour(0xE8D2A0)
        p.canvas.fill(Path {
            $0.move(30, 108)
            $0.cubic(20, 125, -60, 130, -120, 200)
            $0.line(90, 200)
            $0.cubic(60, 140, 60, 125, 38, 108)
            $0.close()
        }, .vertical(108, sand, 190, sand.darker(0.18)))
    }

    private static func pond(_ p: Picture) {
        p.canvas.fill(.ellipse(130, 132, 150, 19), Colour(0x3E7F48))
        p.canvas.fill(.ellipse(130, 133, 142, 16), .vertical(116, Colour(0xBFE6F5), 150, Colour(0x3F8DC4)))
        for (x, y) in [(70, 134), (180, 139), (210, 128)] as [(Float, Float)] { p.canvas.fill(.ellipse(x, y, 10, 3), Colour(0x5FB35F)) }
        for x in [8, 14, 246, 252, 258] as [Float] {
            p.canvas.stroke(.curve(Point(x, 136), Point(x + 1, 116), Point(x + 4 + sine(p.time + x), 100)), 1.6, Colour(0x4E8F45))
            p.canvas.stroke(.polyline([x + 3.5, 108, x + 4 + sine(p.time + x), 100]), 3, Colour(0x7A4B2B))
        }
    }
}
