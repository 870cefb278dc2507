// Title, lines between acts, credits: Junk to a viewer, and no one of the cast is in them.

enum Cards {
    static let series = ["The Tick-Tock", "Twins"]

    static let end = "The end"

    static let credits = [
        ("Drawn by", "Rarity"), ("Written by", "a seed"), ("Emily and Ethan", "themselves"), ("Grandma", "with her own glasses"),
        ("Time Machine", "brass, one of one"), ("Gears and springs", "Old Town Clocks"), ("Weather", "mostly fair"),
        ("Music", "none, hum along"), ("No clock was harmed", "& every minute came back"),
    ]

    static func title(_ p: Picture, episode: String) {
        rays(p, Colour(0xE8603C), Colour(0xF2883F), Colour(0xFFD27A))
        p.screen {
            p.gear(-236, 96, 92, teeth: 18, angle: p.time * 0.3, Colour(0xC98F3F))
            p.gear(252, -88, 74, teeth: 15, angle: -p.time * 0.36, Colour(0xB5673A))
            p.gear(306, 34, 44, teeth: 11, angle: p.time * 0.6, Colour(0xE0B04A))
            p.gear(-300, -30, 40, teeth: 10, angle: -p.time * 0.66, Colour(0xA8643F))
            for (i, line) in series.enumerated() {
                let y = -78 + Float(i) * 74, height: Float = i == 0 ? 46 : 62
                p.canvas.text(line, x: 4, y: y + 5, height: height, weight: 2.9, paint: .solid(Colour(0x5A2130)), dance: 0.5, phase: p.time * 2)
                p.canvas.text(line, x: 0, y: y, height: height, weight: 2.7, paint: .solid(Colour(0x7A2A35)), dance: 0.5, phase: p.time * 2)
                p.canvas.text(line, x: 0, y: y, height: height, weight: 1.7,
                              paint: .vertical(0, Colour(0xFFFDF0), 10, Colour(0xFFD27A)), dance: 0.5, phase: p.time * 2)
            }
            p.canvas.fill(.roundedRect(-150, 92, 300, 34, 17), Colour(0x5A2130, 0.85))
            p.canvas.text(episode, x: 0, y: 102, height: 14, weight: 1.3, colour: Colour(0xFFF1C4))
        }
        p.vignette()
    }

    static func card(_ p: Picture, _ text: String) {
        rays(p, Colour(0x1F4E6B), Colour(0x2A6480), Colour(0x6FB8C4))
        p.screen {
            p.gear(-120, 84, 26, teeth: 10, angle: p.time, Colour(0xE0B04A))
            p.gear(120, 84, 26, teeth: 10, angle: -p.time, Colour(0xE0B04A))
            p.canvas.stroke(.polyline([-86, 84, 86, 84]), 2, Colour(0xE0B04A))
            p.canvas.text(text, x: 0, y: -30, height: 34, weight: 1.5, colour: Colour(0xFFF6DC))
        }
        p.vignette()
    }

    /// - Parameter progress: 0 to 1 over the whole of the credits.
    static func credits(_ p: Picture, progress: Float) {
        p.backdrop(.vertical(-180, Colour(0x0B0A18), 180, Colour(0x181430)))
        p.screen {
            let top = 150 - progress * (Float(credits.count) * 56 + 250)
            for (i, line) in credits.enumerated() {
                let y = top + Float(i) * 56
                guard y > -240, y < 240 else { continue }
                p.canvas.text(line.0, x: 0, y: y, height: 10, weight: 1.2, colour: Colour(0xB9A7D9))
                p.canvas.text(line.1, x: 0, y: y + 18, height: 17, weight: 1.5, colour: Colour(0xFFF1D6))
            }
            p.canvas.text(end, x: 0, y: top + Float(credits.count) * 56 + 60, height: 34, weight: 1.6, colour: Colour(0xF5C451))
        }
    }

    /// Turning rays of two colours around a bright middle.
    private static func rays(_ p: Picture, _ a: Colour, _ b: Colour, _ middle: Colour) {
        p.backdrop(.solid(a))
        p.screen {
            for i in 0..<12 {
                let angle = Float(i) * .pi / 6 + p.time * 0.12
                let from = direction(angle) * 480, to = direction(angle + .pi / 12) * 480
                p.canvas.fill(.polygon([0, 0, from.x, from.y, to.x, to.y]), b)
            }
            p.canvas.fill(.circle(0, 0, 330), .glow(0, 0, 330, middle.alpha(0.85)))
        }
    }
}
