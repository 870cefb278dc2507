// Dunes and mesas; from the other side the oasis with a round arch of stone.

enum Desert {
    static func draw(_ p: Picture) {
        if p.daylight == .day {
            p.backdrop(.linear(from: Point(0, -185), to: Point(0, 90), [Stop(0, Colour(0x4F9CCB)), Stop(0.5, Colour(0xF4CF9B)), Stop(1, Colour(0xFFEDC4))]))
        } else {
            p.sky()
        }
        p.sun(p.side == 0 ? -180 : 150, -92, 32)
        p.layer(0.2) {
            for (x, w, h) in [(-330, 120, 74), (-90, 70, 96), (70, 150, 62), (300, 110, 88)] as [(Float, Float, Float)] { mesa(p, x + Float(p.side) * 90, w, h) }
        }
        p.layer(0.45) { p.ridge(72, wave: 22, seed: 14 + UInt64(p.side), length: 560, Colour(0xF0B473), Colour(0xC97F4E)) }
        p.layer(0.75) {
            p.ridge(94, wave: 12, seed: 19 + UInt64(p.side), length: 480, Colour(0xF6C787), Colour(0xD0884F))
            if p.side == 0 {
                p.cactus(-240, 108, 84, Colour(0x5C9A5A))
                p.cactus(120, 100, 46, Colour(0x6BA565))
            } else { arch(p) }
        }
        p.layer(1) {
            p.ridge(112, wave: 4, seed: 4, length: 640, Colour(0xFAD79A), Colour(0xDB9A5C), drop: 80)
            for i in 0..<9 {
                let y = 122 + Float(i) * 7
                p.canvas.stroke(.curve(Point(-380 + Float(i * 83 % 300), y), Point(-250 + Float(i * 83 % 300), y - 5), Point(-120 + Float(i * 83 % 300), y + 2)), 1.1, Colour(0xC98A52, 0.5))
                p.canvas.stroke(.curve(Point(80 + Float(i * 57 % 220), y + 3), Point(190 + Float(i * 57 % 220), y - 3), Point(300 + Float(i * 57 % 220), y + 4)), 1.1, Colour(0xC98A52, 0.5))
            }
            if p.side == 0 { p.cactus(235, 128, 92, Colour(0x4F9156)); bones(p) } else { oasis(p) }
        }
    }

    private static func mesa(_ p: Picture, _ x: Float, _ w: Float, _ h: Float) {
        let rock = p.hazy(Colour(0xC46B4A), 0.35)
        p.canvas.fill(.polygon([x - w * 0.7, 90, x - w * 0.45, 90 - h, x + w * 0.42, 90 - h, x + w * 0.7, 90]), .vertical(90 - h, rock, 90, p.hazy(rock, 0.5)))
        for k in 1...3 {
            let y = 90 - h + Float(k) * h * 0.2
            p.canvas.stroke(.polyline([x - w * (0.45 + Float(k) * 0.05), y, x + w * (0.42 + Float(k) * 0.055), y]), 2.4, rock.darker(0.2).alpha(0.6))
        }
    }

    private static func bones(_ p: Picture) {
        for i in 0..<4 { p.canvas.stroke(.curve(Point(-150 + Float(i) * 12, 142), Point(-162 + Float(i) * 12, 122), Point(-140 + Float(i) * 12, 116 + Float(i) * 2)), 2.6, Colour(0xFFF6E6)) }
    }

    private static func arch(_ p: Picture) {
        let rock = Colour(0xC98058)
        let arch = Path {
            $0.move(-250, 112)
            $0.cubic(-262, -10, -222, -52, -150, -50)
            $0.cubic(-70, -54, -50, 10, -44, 112)
            $0.line(-88, 112)
            $0.cubic(-84, 30, -110, -8, -148, -6)
            $0.cubic(-190, -8, -206, 30, -200, 112)
            $0.close()
        }
        p.canvas.fill(arch, .linear(from: Point(-250, -50), to: Point(-50, 110), [Stop(0, rock.lighter(0.2)), Stop(1, rock.darker(0.3))]))
    }

    private static func oasis(_ p: Picture) {
        p.canvas.fill(.ellipse(70, 128, 130, 15), Colour(0x8FB35A))
        p.canvas.fill(.ellipse(70, 129, 120, 12), .vertical(117, Colour(0xA5E3E0), 141, Colour(0x2F9AA8)))
        p.palm(180, 128, 128, lean: 0.22)
        p.palm(206, 132, 100, lean: -0.18)
        p.palm(-50, 126, 104, lean: -0.25)
    }
}
