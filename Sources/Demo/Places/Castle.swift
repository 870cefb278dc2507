// The castle from its meadow; from the other side the great hall within.

enum Castle {
    static func draw(_ p: Picture) { p.side == 0 ? outside(p) : hall(p) }

    private static let stone = Colour(0xB9B4BE)

    private static func outside(_ p: Picture) {
        p.sky()
        p.sun(230, -120, 22)
        p.clouds(5, seed: 41)
        p.layer(0.3) { p.ridge(70, wave: 24, seed: 33, length: 380, p.hazy(Colour(0x86AE86), 0.45), p.hazy(Colour(0x6C9A75), 0.3)) }
        p.layer(0.65) {
            p.canvas.fill(.rect(-210, -20, 420, 140), .vertical(-20, stone.lighter(0.1), 120, stone.darker(0.25)))
            crenels(p, -210, 210, -20)
            for (x, w, h) in [(-210, 62, 186), (210, 62, 176), (-70, 46, 150), (72, 46, 150)] as [(Float, Float, Float)] { tower(p, x, w, h) }
            bricks(p)
            p.canvas.fill(Path { $0.move(-34, 116); $0.line(-34, 60); $0.quad(0, 14, 34, 60); $0.line(34, 116); $0.close() }, .vertical(30, Colour(0x5E4030), 116, Colour(0x3A2626)))
            for x in [-17, 0, 17] as [Float] { p.canvas.stroke(.polyline([x, 44, x, 114]), 2, Colour(0x2B1C1E)) }
        }
        p.layer(1) {
            p.ridge(110, wave: 4, seed: 37, length: 600, Colour(0x94C873), Colour(0x4F8F4A), drop: 80)
            p.canvas.fill(.polygon([-26, 108, 26, 108, 92, 200, -92, 200]), .vertical(108, Colour(0xD6C6A4), 190, Colour(0xA8957A)))
            p.flowers(24, seed: 44, from: 114, to: 180, Colour(0x417F3F), [Colour(0xFFFFFF), Colour(0xD86A8A)])
            p.bush(-270, 128, 26, Colour(0x4E8F4A))
            p.bush(282, 134, 30, Colour(0x457F48), berries: Colour(0xD8402F))
        }
    }

    private static func crenels(_ p: Picture, _ from: Float, _ to: Float, _ y: Float) {
        for x in stride(from: from, to: to, by: 22) { p.canvas.fill(.rect(x, y - 11, 13, 12), stone.lighter(0.06)) }
    }

    private static func tower(_ p: Picture, _ x: Float, _ w: Float, _ h: Float) {
        let top = 118 - h
        p.canvas.fill(.rect(x - w / 2, top, w, h), .linear(from: Point(x - w / 2, 0), to: Point(x + w / 2, 0), [Stop(0, stone.lighter(0.22)), Stop(0.5, stone), Stop(1, stone.darker(0.35))]))
        p.canvas.fill(.polygon([x - w * 0.64, top + 2, x, top - w * 1.1, x + w * 0.64, top + 2]), .linear(from: Point(x - w / 2, 0), to: Point(x + w / 2, 0), [Stop(0, Colour(0x7A5CA8)), Stop(1, Colour(0x46366E))]))
        p.canvas.stroke(.polyline([x, top - w * 1.1, x, top - w * 1.1 - 20]), 1.6, Colour(0x4A3A48))
        let wind = sine(p.time * 4 + x) * 3
        p.canvas.fill(Path { $0.move(x, top - w * 1.1 - 20); $0.quad(x + 12, top - w * 1.1 - 22 + wind, x + 24, top - w * 1.1 - 14 + wind); $0.quad(x + 12, top - w * 1.1 - 12, x, top - w * 1.1 - 10); $0.close() }, Colour(0xE0503F))
        p.window(x - 6, top + 24, 12, 18, lit: p.daylight.isDark, frame: stone.darker(0.4))
    }

    private static func bricks(_ p: Picture) {
        var random = SplitMix64(49)
        for _ in 0..<46 {
            let x = random.between(-170, 160), y = random.between(-8, 100)
            p.canvas.stroke(.polyline([x, y, x + 11, y]), 1.4, stone.darker(0.3).alpha(0.5))
        }
    }

    private static func hall(_ p: Picture) {
        p.layer(0.5) {
            p.canvas.fill(.rect(-1000, -1000, 2000, 2000), .radial(centre: Point(0, -40), radii: Point(420, 320), [Stop(0, Colour(0x9A8A9C)), Stop(0.5, Colour(0x6E6078)), Stop(1, Colour(0x3C3148))]))
            rose(p, 0, -62, 52)
            for x in [-200, 200] as [Float] { banner(p, x, -110, x < 0 ? Colour(0xB23A48) : Colour(0x3A5FA8)) }
        }
        p.layer(0.8) {
            for x in [-310, -130, 130, 310] as [Float] {
                p.canvas.fill(.rect(x - 20, -300, 40, 420), .linear(from: Point(x - 20, 0), to: Point(x + 20, 0), [Stop(0, stone.lighter(0.1)), Stop(1, stone.darker(0.5))]))
                p.canvas.fill(.rect(x - 27, 98, 54, 14), stone.darker(0.2))
                torch(p, x, 10)
            }
            throne(p)
        }
        p.layer(1) {
            p.ground(110, Colour(0x7F7388), Colour(0x4E4460))
            for i in -9...9 { p.canvas.stroke(.polyline([Float(i) * 46, 110, Float(i) * 82, 200]), 1, Colour(0x3C3148, 0.6)) }
            p.canvas.fill(.polygon([-44, 110, 44, 110, 120, 210, -120, 210]), .vertical(110, Colour(0xA8323F), 200, Colour(0x7A1F33)))
            for side in [-1, 1] as [Float] { p.canvas.stroke(.polyline([side * 40, 110, side * 110, 210]), 2.5, Colour(0xE0B04A)) }
        }
    }

    private static func rose(_ p: Picture, _ x: Float, _ y: Float, _ r: Float) {
        let colours: [UInt32] = [0xE0574A, 0x4E8FD8, 0xF2C14A, 0x5FB07A, 0xB06AC9, 0xF08A4A]
        p.canvas.glowing {
            p.canvas.fill(.circle(x, y, r * 2.4), .glow(x, y, r * 2.4, Colour(0xFFE7B0, 0.4)))
            p.canvas.fill(.circle(x, y, r), Colour(0x2B2236))
            for i in 0..<12 {
                let d = direction(Float(i) * .pi / 6 + 0.26) * r * 0.68
                p.canvas.fill(.circle(x + d.x, y + d.y, r * 0.19), Colour(colours[i % 6]))
            }
            for i in 0..<6 {
                let d = direction(Float(i) * .pi / 3) * r * 0.34
                p.canvas.fill(.circle(x + d.x, y + d.y, r * 0.17), Colour(colours[(i + 2) % 6]).lighter(0.2))
            }
            p.canvas.fill(.circle(x, y, r * 0.14), Colour(0xFFF3C9))
        }
        p.canvas.stroke(.circle(x, y, r), 6, stone.darker(0.3))
    }

    private static func banner(_ p: Picture, _ x: Float, _ y: Float, _ colour: Colour) {
        p.canvas.fill(.polygon([x - 22, y, x + 22, y, x + 22, y + 116, x, y + 98, x - 22, y + 116]), .linear(from: Point(x - 22, 0), to: Point(x + 22, 0), [Stop(0, colour), Stop(1, colour.darker(0.35))]))
        p.canvas.fill(.polygon([x, y + 26, x + 10, y + 44, x, y + 62, x - 10, y + 44]), Colour(0xF2C14A))
    }

    private static func torch(_ p: Picture, _ x: Float, _ y: Float) {
        p.canvas.stroke(.polyline([x, y + 22, x, y]), 4, Colour(0x5E4030))
        let flicker = 1 + 0.15 * sine(p.time * 9 + x)
        p.canvas.glowing {
            p.canvas.fill(.circle(x, y - 8, 54), .glow(x, y - 8, 54, Colour(0xFFA84A, 0.5)))
            p.canvas.fill(.blob([x - 7, y, x - 5, y - 14 * flicker, x, y - 26 * flicker, x + 5, y - 14 * flicker, x + 7, y]), .vertical(y - 24, Colour(0xFFE48A), y, Colour(0xF0702F)))
        }
    }

    private static func throne(_ p: Picture) {
        let gold = Colour(0xD9A441)
        p.canvas.fill(.roundedRect(-32, 4, 64, 106, 10), .linear(from: Point(-32, 0), to: Point(32, 0), [Stop(0, gold.lighter(0.3)), Stop(1, gold.darker(0.35))]))
        p.canvas.fill(.roundedRect(-24, 14, 48, 60, 8), .vertical(14, Colour(0xB5384A), 74, Colour(0x7A1F33)))
        p.canvas.fill(.roundedRect(-38, 70, 76, 14, 5), gold)
    }
}
