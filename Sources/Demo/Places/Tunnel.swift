// The space tunnel: rings of light rushing by; from the other side open space with a planet.

enum Tunnel {
    static func draw(_ p: Picture) { p.side == 0 ? tunnel(p) : space(p) }

    private static func tunnel(_ p: Picture) {
        p.backdrop(.radial(centre: Point(0, 0), radii: Point(380, 260), [
            Stop(0, Colour(0xFFF4FF)), Stop(0.08, Colour(0xE7B7FF)), Stop(0.3, Colour(0x7B3FD1)), Stop(0.65, Colour(0x351A86)), Stop(1, Colour(0x140A3C)),
        ]))
        p.layer(0.6) {
            p.canvas.light = Colour(1, 1, 1)
            for i in 0..<9 {
                let depth = (Float(i) / 9 + p.time * 0.22).truncatingRemainder(dividingBy: 1)
                let r = 12 + depth * depth * 460, alpha = min(1, depth * 2.2) * 0.75
                let colour = Colour(0x6FE3FF).mixed(Colour(0xFF6AD5), (Float(i) / 9 * 2).truncatingRemainder(dividingBy: 1))
                let wobble = sine(p.time * 0.8 + Float(i)) * 12 * depth
                p.canvas.stroke(.ellipse(wobble, wobble * 0.5, r * 1.25, r), 1.5 + depth * 12, colour.alpha(alpha * 0.5))
                p.canvas.stroke(.ellipse(wobble, wobble * 0.5, r * 1.25, r), 0.8 + depth * 3, Colour(0xFFFFFF, alpha * 0.7))
            }
            var random = SplitMix64(101)
            for _ in 0..<70 {
                let angle = random.between(0, 6.283), far = (random.unit() + p.time * 0.4).truncatingRemainder(dividingBy: 1)
                let d = direction(angle), r = 14 + far * far * 420
                let length = 3 + far * 34
                p.canvas.stroke(.polyline([d.x * r * 1.25, d.y * r, d.x * (r + length) * 1.25, d.y * (r + length)]), 0.7 + far * 1.6, Colour(0xF6EEFF, 0.25 + far * 0.6))
            }
        }
    }

    private static func space(_ p: Picture) {
        p.backdrop(.linear(from: Point(-320, -180), to: Point(320, 180), [Stop(0, Colour(0x0B0A2A)), Stop(0.5, Colour(0x2A1557)), Stop(1, Colour(0x0D1B4A))]))
        p.layer(0.15) {
            for (x, y, r, c) in [(-160, -60, 190, 0xB04ACF), (140, 70, 210, 0x2F7FD0), (40, -120, 130, 0xE0608A)] as [(Float, Float, Float, UInt32)] {
                p.canvas.fill(.circle(x, y, r), .glow(x, y, r, Colour(c, 0.5)))
            }
        }
        p.stars(150, seed: 17)
        p.layer(0.4) {
            let planet = Point(-170, -40)
            p.canvas.stroke(.ellipse(planet.x, planet.y, 128, 26), 7, Colour(0xE9C98A, 0.35))
            p.canvas.fill(.circle(planet.x, planet.y, 76), .ball(planet.x, planet.y, 76, Colour(0xE08A5A)))
            p.canvas.clipped(to: .circle(planet.x, planet.y, 76)) {
                for k in 0..<5 {
                    let y = planet.y - 50 + Float(k) * 25
                    p.canvas.stroke(.curve(Point(planet.x - 90, y), Point(planet.x, y + 16), Point(planet.x + 90, y - 4)), 7, Colour(k % 2 == 0 ? 0xF6C690 : 0xB5573F, 0.4))
                }
            }
            p.canvas.stroke(.curve(Point(planet.x - 126, planet.y + 4), Point(planet.x, planet.y + 50), Point(planet.x + 126, planet.y + 4)), 8, Colour(0xF2DCA8, 0.85))
        }
        p.layer(0.8) {
            var random = SplitMix64(121)
            for i in 0..<7 {
                let x = (random.between(-400, 400) + p.time * 14 + 420).truncatingRemainder(dividingBy: 840) - 420, y = random.between(-150, 160), r = random.between(7, 22)
                let turn = p.time * 0.4 + Float(i)
                var points: [Float] = []
                for k in 0..<8 {
                    let d = direction(Float(k) * 0.785 + turn) * r * random.between(0.8, 1.15)
                    points += [x + d.x, y + d.y]
                }
                p.canvas.fill(.blob(points), .ball(x, y, r, Colour(0x7D7396)))
                p.canvas.fill(.circle(x + r * 0.2, y + r * 0.1, r * 0.2), Colour(0x4A4266))
            }
        }
    }
}
