// The beach with the captain's ship; from the other side the lighthouse on its rock. Only in the last episode.

enum Beach {
    static func draw(_ p: Picture) {
        p.sky()
        p.sun(p.side == 0 ? -200 : 210, -105, 30)
        p.clouds(4, seed: 83 + UInt64(p.side))
        p.layer(0.2) {
            let sea = p.daylight == .dusk ? Colour(0xB8708A) : Colour(0x6FD3DE)
            p.canvas.fill(.rect(-1400, 34, 2800, 400), .vertical(34, sea, 110, Colour(0x1C7FB8)))
            p.canvas.fill(.blob([-320, 36, -270, 8, -200, 20, -150, 36]), p.hazy(Colour(0x5E9A8A), 0.4))
        }
        p.layer(0.5) {
            p.canvas.fill(.rect(-1400, 62, 2800, 400), .vertical(62, Colour(0x3FB4CE, 0.75), 120, Colour(0x1F86BE)))
            p.side == 0 ? ship(p) : lighthouse(p)
            p.glints(from: 66, to: 106, seed: 5, count: 46, Colour(0xE8FBFF, 0.65))
        }
        p.layer(1) {
            let wash = 3 * sine(p.time * 1.1)
            p.ridge(112 + wash, wave: 3, seed: 91, length: 300, Colour(0xF2FFFF, 0.9), Colour(0xF2FFFF, 0.9))
            p.ridge(117 + wash * 0.6, wave: 3, seed: 91, length: 300, Colour(0xF6E0A8), Colour(0xDDAE68), drop: 80)
            if p.side == 0 { p.palm(250, 136, 168, lean: -0.2); p.palm(292, 142, 130, lean: 0.16); shells(p) } else { castleOfSand(p); parasol(p, -210, 146) }
        }
    }

    private static func ship(_ p: Picture) {
        p.canvas.at(90, 78 + 2 * sine(p.time), angle: 0.02 * sine(p.time * 0.8)) {
            let wood = Colour(0x8F5A36)
            for (x, h) in [(-26, 92), (24, 78)] as [(Float, Float)] {
                p.canvas.stroke(.polyline([x, 0, x, -h]), 3, wood.darker(0.3))
                p.canvas.fill(Path { $0.move(x - 20, -h + 8); $0.line(x + 18, -h + 8); $0.quad(x + 34, -h * 0.5, x + 20, -22); $0.line(x - 22, -22); $0.quad(x - 8, -h * 0.5, x - 20, -h + 8); $0.close() },
                              .linear(from: Point(x - 20, 0), to: Point(x + 30, 0), [Stop(0, Colour(0xF7EBD2)), Stop(1, Colour(0xC9A98A))]))
            }
            p.canvas.fill(Path { $0.move(-74, -18); $0.quad(0, -2, 78, -24); $0.quad(66, 14, 44, 14); $0.line(-46, 14); $0.quad(-68, 10, -74, -18); $0.close() }, .vertical(-20, wood.lighter(0.1), 14, wood.darker(0.4)))
            p.canvas.stroke(.curve(Point(-70, -9), Point(0, 4), Point(72, -13)), 2.4, Colour(0xE0B04A))
            p.canvas.fill(.polygon([-26, -92, -26, -78, -4, -85 + 2 * sine(p.time * 5)]), Colour(0xC8324A))
        }
    }

    private static func lighthouse(_ p: Picture) {
        p.canvas.fill(.blob([-260, 86, -230, 44, -170, 34, -110, 52, -70, 86]), .vertical(34, Colour(0x8A7F92), 86, Colour(0x54496A)))
        for k in 0..<4 {
            let top = -96 + Float(k) * 34, w = 13 + Float(k) * 2.6
            p.canvas.fill(.polygon([-160 - w, top, -160 + w, top, -160 + w + 2.6, top + 34, -160 - w - 2.6, top + 34]),
                          .linear(from: Point(-160 - w, 0), to: Point(-160 + w, 0), [Stop(0, k % 2 == 0 ? Colour(0xFFF6E8) : Colour(0xE0574A)), Stop(1, k % 2 == 0 ? Colour(0xC9B8B0) : Colour(0xA83238))]))
        }
        p.canvas.glowing {
            p.canvas.fill(.circle(-160, -106, 70), .glow(-160, -106, 70, Colour(0xFFE38A, 0.55)))
            p.canvas.fill(.rect(-168, -114, 16, 18), Colour(0xFFF3B8))
        }
        p.canvas.fill(.polygon([-174, -114, -160, -132, -146, -114]), Colour(0xA83238))
    }

    private static func shells(_ p: Picture) {
        p.canvas.fill(.blob([-206, 156, -196, 144, -186, 156]), Colour(0xFF9E8A))
        p.canvas.at(-120, 162) {
            for i in 0..<5 { p.canvas.at(0, 0, angle: Float(i) * 1.2566) { p.canvas.fill(.blob([-3, 0, 0, -11, 3, 0]), Colour(0xF2743F)) } }
        }
    }

    private static func castleOfSand(_ p: Picture) {
        let sand = Colour(0xDDB06A)
        p.shadow(140, 150, 60)
        for (x, w, h) in [(110, 22, 34), (140, 26, 46), (170, 22, 34)] as [(Float, Float, Float)] {
            p.canvas.fill(.polygon([x - w / 2 - 4, 150, x - w / 2, 150 - h, x + w / 2, 150 - h, x + w / 2 + 4, 150]), .linear(from: Point(x - w / 2, 0), to: Point(x + w / 2, 0), [Stop(0, sand.lighter(0.2)), Stop(1, sand.darker(0.25))]))
            for k in 0..<3 { p.canvas.fill(.rect(x - w / 2 + Float(k) * w / 2.6, 144 - h, w / 5, 8), sand) }
        }
        p.canvas.stroke(.polyline([140, 104, 140, 88]), 1.4, Colour(0x6B432C))
        p.canvas.fill(.polygon([140, 88, 154, 92, 140, 97]), Colour(0xC8324A))
    }

    private static func parasol(_ p: Picture, _ x: Float, _ y: Float) {
        p.shadow(x, y, 46)
        p.canvas.stroke(.polyline([x, y, x + 6, y - 96]), 3.4, Colour(0xF6EAD6))
        for i in 0..<6 {
            let a = -60 + Float(i) * 20
            p.canvas.fill(Path { $0.move(x + 6, y - 118); $0.quad(x + 6 + a * 0.9, y - 106, x + 6 + a, y - 76); $0.quad(x + 16 + a, y - 82, x + 26 + a, y - 76); $0.quad(x + 6 + (a + 20) * 0.9, y - 106, x + 6, y - 118) }, i % 2 == 0 ? Colour(0xE8603C) : Colour(0xFFF6E6))
        }
    }
}
