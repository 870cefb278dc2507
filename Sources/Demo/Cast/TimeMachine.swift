// The gadget: a brass ring with a portal in it. Where it is seen, a frame is Rare at least.

enum TimeMachine {
    static let name = "Time Machine"
    /// World units from its foot to the top of its lamp.
    static let height: Float = 138
    /// Half of its width, as a share of its height.
    static let halfWidth: Float = 0.43

    /// Foot at `foot`; `power` 0 (asleep) to 1 (running) says how bright the portal is.
    static func draw(at foot: Point, height: Float, power: Float, time: Float, floating: Bool = false, in picture: Picture) {
        let canvas = picture.canvas
        if !floating { picture.shadow(foot.x, foot.y, height * 0.5) }
        canvas.at(foot.x, foot.y, scale: height / 100) {
            if power > 0.3 {
                canvas.glowing { canvas.fill(.circle(0, -50, 80), .glow(0, -50, 80, Colour(0x7CE7FF, 0.5 * power))) }
            }
            base(picture, time)
            ring(canvas)
            portal(canvas, power, time)
            console(canvas, power, time)
        }
    }

    private static let brass = Colour(0xE0A63A)
    private static let copper = Colour(0xB5673A)
    private static let iron = Colour(0x4A4C66)

    private static func base(_ picture: Picture, _ time: Float) {
        let canvas = picture.canvas
        picture.gear(-27, -15, 13, teeth: 10, angle: time * 0.9, copper)
        picture.gear(29, -13, 11, teeth: 9, angle: -time * 1.1, brass)
        let foot = Path.polygon([-40, 0, 40, 0, 32, -9, 22, -15, -22, -15, -32, -9])
        canvas.stroke(foot, 2, iron.darker(0.6))
        canvas.fill(foot, .vertical(-15, iron.lighter(0.25), 0, iron.darker(0.35)))
        canvas.fill(.rect(-33, -10, 66, 2.4), .linear(from: Point(-33, 0), to: Point(33, 0), [Stop(0, brass.lighter(0.4)), Stop(1, brass.darker(0.3))]))
        for i in 0..<7 { canvas.fill(.circle(-30 + Float(i) * 10, -4.5, 1.5), brass) }
    }

    private static func ring(_ canvas: Canvas) {
        // Outer contour one way, inner the other: a ring.
        let ring = Path {
            $0.add(.ellipse(0, -52, 39, 39))
            $0.add(.ellipse(0, -52, -29, 29))
        }
        canvas.stroke(.circle(0, -52, 39), 2.4, brass.darker(0.65))
        canvas.fill(ring, .linear(from: Point(-36, -90), to: Point(34, -16), [
            Stop(0, Colour(0xFFE9A6)), Stop(0.3, brass), Stop(0.5, Colour(0xFFD978)), Stop(0.75, brass.darker(0.28)), Stop(1, copper),
        ]))
        canvas.stroke(.circle(0, -52, 29.5), 1.6, brass.darker(0.6))
        for i in 0..<12 {
            let d = direction(Float(i) * .pi / 6) * 34
            canvas.fill(.circle(d.x, -52 + d.y, 2.5), brass.darker(0.5))
            canvas.fill(.circle(d.x - 0.5, -52.5 + d.y, 1.8), Colour(0xFFF0BE))
        }
    }

    private static func portal(_ canvas: Canvas, _ power: Float, _ time: Float) {
        let body = {
            canvas.fill(.circle(0, -52, 29), .radial(centre: Point(0, -52), radii: Point(29, 29), [
                Stop(0, Colour(0xF4FFFF).mixed(Colour(0x39507A), 1 - power)), Stop(0.35, Colour(0x63E2FF).mixed(Colour(0x2E3F68), 1 - power)),
                Stop(0.75, Colour(0x5A58E0).mixed(Colour(0x27325A), 1 - power)), Stop(1, Colour(0x2B1B6B)),
            ]))
            for arm in 0..<5 {
                let spiral = Path { path in
                    for k in 0...14 {
                        let t = Float(k) / 14, d = direction(Float(arm) * 1.2566 + t * 3.4 - time * 2.2) * (4 + t * 23)
                        k == 0 ? path.move(d.x, -52 + d.y) : path.line(d.x, -52 + d.y)
                    }
                }
                canvas.stroke(spiral, 1.7, Colour(0xD9FAFF, 0.25 + 0.5 * power))
            }
        }
        power > 0.3 ? canvas.glowing(body) : body()
        canvas.fill(.ellipse(-11, -66, 9, 6), Colour(0xFFFFFF, 0.22))
    }

    private static func console(_ canvas: Canvas, _ power: Float, _ time: Float) {
        canvas.stroke(.polyline([0, -91, 0, -97]), 3, iron)
        let blink = power > 0.3 ? 0.55 + 0.45 * sine(time * 6) : 0.2
        canvas.glowing {
            canvas.fill(.circle(0, -98, 9), .glow(0, -98, 9, Colour(0xFF5A4A, 0.7 * blink)))
            canvas.fill(.circle(0, -98, 3.4), .ball(0, -98, 3.4, Colour(0xD8402F).mixed(Colour(0xFF9A7A), blink)))
        }
        let panel = Path.roundedRect(-15, -25, 30, 14, 3)
        canvas.stroke(panel, 2, iron.darker(0.6))
        canvas.fill(panel, .vertical(-25, copper.lighter(0.2), -11, copper.darker(0.25)))
        for (i, colour) in [Colour(0x6CE08A), Colour(0xFFD75A), Colour(0xFF6B5A)].enumerated() {
            canvas.glowing { canvas.fill(.circle(-9 + Float(i) * 6, -20.5, 1.9), colour.darker(sine(time * 4 + Float(i) * 2) > 0 ? 0 : 0.5)) }
        }
        canvas.fill(.circle(9.5, -18, 4.2), Colour(0xFFF6DC))
        let needle = direction(-1.6 + sine(time * 3) * 0.9) * 3.4
        canvas.stroke(.polyline([9.5, -18, 9.5 + needle.x, -18 + needle.y]), 0.9, Colour(0xC0392B))
        canvas.stroke(.polyline([40, -40, 47, -58 + 4 * sine(time * 1.3)]), 2.6, iron)
        canvas.fill(.circle(47, -59 + 4 * sine(time * 1.3), 3.4), .ball(47, -59, 3.4, Colour(0xD8402F)))
    }
}
