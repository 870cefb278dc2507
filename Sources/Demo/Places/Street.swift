// Shops and houses along a road; from the other side the park with its clock.

enum Street {
    static let signs = ["Bread", "Clocks"]

    static func draw(_ p: Picture) {
        p.sky()
        p.sun(-150, -125, 22)
        p.clouds(4, seed: 31)
        p.layer(0.3) {
            for i in 0..<14 {
                let x = -520 + Float(i) * 80, h = 50 + Float((i * 37) % 50)
                p.canvas.fill(.rect(x, 90 - h, 62, h), p.hazy(Colour(0x8F9AB5), 0.55))
            }
        }
        if p.side == 0 { shops(p) } else { park(p) }
        p.layer(1) {
            p.ground(104, Colour(0xCDC3B8), Colour(0xB3A79C))
            for i in -12...12 { p.canvas.stroke(.polyline([Float(i) * 50, 104, Float(i) * 62, 124]), 0.8, Colour(0x9C9188)) }
            p.canvas.fill(.rect(-1400, 124, 2800, 5), Colour(0xE4DDD2))
            p.ground(129, Colour(0x6E7080), Colour(0x565868))
            for i in -8...8 { p.canvas.fill(.polygon([Float(i) * 90, 150, Float(i) * 90 + 44, 150, Float(i) * 92 + 42, 155, Float(i) * 92 - 4, 155]), Colour(0xF2E9C8, 0.9)) }
            if p.daylight == .rain { p.glints(from: 132, to: 180, seed: 3, count: 26, Colour(0xC9D8E6, 0.5)) }
            p.lamp(p.side == 0 ? -250 : 262, 122, 92)
            p.lamp(p.side == 0 ? 232 : -60, 122, 92)
        }
    }

    private static func shops(_ p: Picture) {
        let rows: [(Float, Float, Float, UInt32, UInt32)] = [
            (-330, 108, 92, 0xE9C7A0, 0xA9483C), (-222, 96, 120, 0xB8D4D0, 0x51607F), (-112, 110, 86, 0xF2D88C, 0xB5543F),
            (6, 112, 112, 0xE7A99B, 0x6A4A6A), (122, 104, 94, 0xC9D9A6, 0xA9483C), (232, 106, 122, 0xD9C2DE, 0x4E6480), (342, 104, 90, 0xF0D2A8, 0xB5543F),
        ]
        p.layer(0.85) {
            for (i, row) in rows.enumerated() { p.house(row.0, 108, row.1, row.2, wall: Colour(row.3), roof: Colour(row.4), seed: UInt64(i + 40)) }
            for (i, x) in ([-112, 122] as [Float]).enumerated() {
                awning(p, x, 66, i == 0 ? Colour(0xD8503F) : Colour(0x3F8F8A))
            }
            p.canvas.at(-112, 52) { sign(p, signs[0]) }
            p.canvas.at(122, 52) { sign(p, signs[1]) }
        }
    }

    private static func awning(_ p: Picture, _ x: Float, _ y: Float, _ colour: Colour) {
        for i in 0..<8 {
            let left = x - 48 + Float(i) * 12
            p.canvas.fill(Path {
                $0.move(left + 2, y)
                $0.line(left + 10, y)
                $0.line(left + 12, y + 15)
                $0.quad(left + 6, y + 22, left, y + 15)
                $0.close()
            }, i % 2 == 0 ? colour : Colour(0xFFF6E6))
        }
    }

    private static func sign(_ p: Picture, _ word: String) {
        p.canvas.fill(.roundedRect(-34, -9, 68, 18, 4), Colour(0x4A3340))
        p.canvas.text(word, x: 0, y: -5, height: 10, weight: 1.5, colour: Colour(0xFFE3A8))
    }

    private static func park(_ p: Picture) {
        p.layer(0.7) {
            p.ridge(92, wave: 8, seed: 12, length: 500, Colour(0x8CC06A), Colour(0x5A9A50))
            for (x, h) in [(-310, 128), (-230, 96), (-20, 104), (190, 132), (300, 100)] as [(Float, Float)] { p.tree(x, 100, h, Colour(0x3F8F55)) }
            p.canvas.fill(.rect(88, -30, 40, 134), .linear(from: Point(88, 0), to: Point(128, 0), [Stop(0, Colour(0xD9A98A)), Stop(1, Colour(0x9C6B58))]))
            p.canvas.fill(.polygon([80, -30, 108, -74, 136, -30]), .vertical(-74, Colour(0x5E7F8C), -30, Colour(0x3D5A6B)))
            p.clock(108, -6, 15, lit: p.daylight.isDark)
        }
        p.layer(0.92) { p.fence(108, 30, Colour(0x3F4A5E)) }
        p.layer(1) {
            p.canvas.fill(.roundedRect(-190, 92, 90, 6, 2), Colour(0x9C6B3F))
            p.canvas.fill(.roundedRect(-190, 78, 90, 5, 2), Colour(0xB07D4C))
            for x in [-180, -112] as [Float] { p.canvas.stroke(.polyline([x, 78, x, 112]), 3.4, Colour(0x34344A)) }
        }
    }
}
