// Grandma's kitchen: stove and window; from the other side dresser, door and the round clock.

enum Kitchen {
    static func draw(_ p: Picture) {
        p.layer(0.8) {
            wall(p)
            if p.side == 0 { stoveSide(p) } else { dresserSide(p) }
        }
        p.layer(1) { floor(p) }
        p.layer(1) { p.side == 0 ? stove(p) : table(p) }
    }

    private static func wall(_ p: Picture) {
        let paper = p.side == 0 ? Colour(0xF5E2B8) : Colour(0xDDE8D0)
        p.canvas.fill(.rect(-1000, -1000, 2000, 2000), .linear(from: Point(-300, -200), to: Point(300, 150), [Stop(0, paper.lighter(0.3)), Stop(1, paper.darker(0.16))]))
        for i in -14...14 {
            p.canvas.fill(.rect(Float(i) * 44, -400, 20, 500), paper.darker(0.05))
            for k in -4...1 { p.canvas.fill(.circle(Float(i) * 44 + 32, Float(k) * 44 + (i % 2 == 0 ? 0 : 22), 3), Colour(0xD8845A, 0.45)) }
        }
        p.canvas.fill(.rect(-1000, 62, 2000, 60), .vertical(62, Colour(0xC98F5E), 120, Colour(0x9A6542)))
        for i in -20...20 { p.canvas.stroke(.polyline([Float(i) * 34, 66, Float(i) * 34, 120]), 1.2, Colour(0x8A5838)) }
        p.canvas.fill(.rect(-1000, 58, 2000, 6), Colour(0xE3B07E))
    }

    private static func floor(_ p: Picture) {
        p.ground(112, Colour(0xD9865A), Colour(0xA9583F))
        for row in 0..<5 {
            let y = 112 + Float(row) * Float(row + 4) * 2.4, next = 112 + Float(row + 1) * Float(row + 5) * 2.4
            for i in -12...12 where (i + row) % 2 == 0 {
                let a = 1 + (y - 112) / 90, b = 1 + (next - 112) / 90, x = Float(i) * 56
                p.canvas.fill(.polygon([x * a, y, (x + 56) * a, y, (x + 56) * b, next, x * b, next]), Colour(0xF1D2A8, 0.5))
            }
        }
    }

    private static func view(_ p: Picture, _ x: Float, _ y: Float, _ w: Float, _ h: Float) {
        p.canvas.fill(.roundedRect(x - 6, y - 6, w + 12, h + 12, 4), Colour(0xFFF8EC))
        p.canvas.clipped(to: .rect(x, y, w, h)) {
            p.canvas.glowing {
                p.canvas.fill(.rect(x, y, w, h), .linear(from: Point(0, y), to: Point(0, y + h), p.daylight.sky))
                p.canvas.fill(.ellipse(x + w * 0.3, y + h, w * 0.5, h * 0.32), Colour(0x7DB86A).lit(by: p.daylight.tint))
                p.canvas.fill(.ellipse(x + w * 0.9, y + h, w * 0.5, h * 0.42), Colour(0x5FA05A).lit(by: p.daylight.tint))
            }
        }
        p.canvas.stroke(.polyline([x + w / 2, y, x + w / 2, y + h]), 4, Colour(0xFFF8EC))
        p.canvas.stroke(.polyline([x, y + h / 2, x + w, y + h / 2]), 4, Colour(0xFFF8EC))
        for side in [-1, 1] as [Float] {
            let edge = side < 0 ? x - 10 : x + w + 10
            p.canvas.fill(Path {
                $0.move(edge, y - 12)
                $0.line(edge - side * w * 0.34, y - 12)
                $0.quad(edge - side * w * 0.3, y + h * 0.55, edge - side * 4, y + h * 0.8)
                $0.line(edge, y + h * 0.8)
                $0.close()
            }, .vertical(y, Colour(0xE0655A), y + h, Colour(0xB5423F)))
        }
        p.canvas.stroke(.polyline([x - 18, y - 12, x + w + 18, y - 12]), 4, Colour(0x8A5838))
    }

    private static func stoveSide(_ p: Picture) {
        view(p, -240, -110, 120, 96)
        shelf(p, 60, -64, 210)
        shelf(p, 60, -112, 210)
    }

    private static func shelf(_ p: Picture, _ x: Float, _ y: Float, _ w: Float) {
        let colours: [UInt32] = [0xD8503F, 0xE9A23B, 0x5FA05A, 0x4E7FA8, 0xB576B5, 0xE8C15A]
        for i in 0..<8 {
            let cx = x + 16 + Float(i) * 25, h = 20 + Float((i * 7 + Int(-y)) % 4) * 3, c = Colour(colours[(i + Int(-y)) % 6])
            p.canvas.fill(.roundedRect(cx - 9, y - h, 18, h, 5), .linear(from: Point(cx - 9, 0), to: Point(cx + 9, 0), [Stop(0, c.lighter(0.3)), Stop(1, c.darker(0.2))]))
            p.canvas.fill(.roundedRect(cx - 7, y - h - 4, 14, 6, 2), Colour(0xF0E0C0))
        }
        p.canvas.fill(.rect(x, y, w, 6), .vertical(y, Colour(0xB5784A), y + 6, Colour(0x7F4F30)))
    }

    private static func stove(_ p: Picture) {
        let iron = Colour(0x55586E)
        p.shadow(176, 128, 90)
        p.canvas.fill(.roundedRect(110, 62, 132, 66, 6), .vertical(62, iron.lighter(0.15), 128, iron.darker(0.35)))
        p.canvas.fill(.rect(104, 56, 144, 8), iron.darker(0.4))
        p.canvas.glowing { p.canvas.fill(.roundedRect(136, 80, 80, 34, 5), .vertical(80, Colour(0xFFB84D), 114, Colour(0xD8502F))) }
        for i in 0..<5 { p.canvas.stroke(.polyline([142 + Float(i) * 17, 80, 142 + Float(i) * 17, 114]), 2.4, iron.darker(0.4)) }
        p.canvas.fill(.roundedRect(146, 30, 46, 27, 6), .linear(from: Point(146, 0), to: Point(192, 0), [Stop(0, Colour(0xE9806A)), Stop(1, Colour(0xA93C34))]))
        p.canvas.fill(.ellipse(169, 30, 24, 4), Colour(0x7A2A2A))
        for i in 0..<4 {
            let rise = (p.time * 14 + Float(i) * 13).truncatingRemainder(dividingBy: 52)
            p.canvas.fill(.circle(169 + 7 * sine(p.time + Float(i) * 2), 24 - rise, 6 + rise * 0.16), Colour(0xFFFFFF, 0.32 * (1 - rise / 52)))
        }
    }

    private static func dresserSide(_ p: Picture) {
        let wood = Colour(0xA8693F)
        p.canvas.fill(.roundedRect(-262, -118, 168, 240, 5), .linear(from: Point(-262, 0), to: Point(-94, 0), [Stop(0, wood.lighter(0.12)), Stop(1, wood.darker(0.25))]))
        for row in 0..<3 {
            p.canvas.fill(.rect(-250, -106 + Float(row) * 50, 144, 42), wood.darker(0.5))
            for i in 0..<4 {
                let x = -232 + Float(i) * 36, y = -82 + Float(row) * 50
                p.canvas.fill(.circle(x, y, 15), Colour(0xF6F4F0))
                p.canvas.stroke(.circle(x, y, 10), 2, row % 2 == 0 ? Colour(0x4E7FA8) : Colour(0xD8503F))
            }
        }
        p.canvas.fill(.roundedRect(30, -84, 84, 206, 3), .vertical(-84, Colour(0x5E8F8A), 120, Colour(0x3F6B6B)))
        for (y, h) in [(-74, 70), (8, 100)] as [(Float, Float)] { p.canvas.stroke(.roundedRect(42, y, 60, h, 3), 2, Colour(0x345A5A)) }
        p.canvas.fill(.circle(104, 20, 4), Colour(0xF5C451))
        p.clock(190, -70, 30)
        p.canvas.stroke(.polyline([190, -36, 190 + 10 * sine(p.time * 3), 10]), 2, Colour(0x6A4A2E))
        p.canvas.fill(.circle(190 + 10 * sine(p.time * 3), 14, 8), .ball(190 + 10 * sine(p.time * 3), 14, 8, Colour(0xE0A63A)))
    }

    private static func table(_ p: Picture) {
        p.shadow(190, 140, 90)
        for x in [128, 252] as [Float] { p.canvas.fill(.rect(x - 5, 84, 10, 56), Colour(0x8A5838)) }
        p.canvas.fill(.roundedRect(112, 78, 156, 10, 4), .vertical(78, Colour(0xD9A066), 88, Colour(0xA9703F)))
        p.canvas.fill(.blob([150, 78, 160, 58, 200, 58, 210, 78]), .vertical(58, Colour(0xE9B45A), 78, Colour(0xA86A2E)))
        for (x, c) in [(226, 0xD8503F), (238, 0x6FB04A), (232, 0xE9A23B)] as [(Float, UInt32)] { p.canvas.fill(.circle(x, x == 232 ? 66 : 73, 6), .ball(x, x == 232 ? 66 : 73, 6, Colour(c))) }
    }
}
