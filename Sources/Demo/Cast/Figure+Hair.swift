// Hair and hats, in radii of the head around its centre.

extension Figure {
    private var hairPaint: Paint { .vertical(-1.2, look.hair.lighter(0.2), 1, look.hair.darker(0.22)) }

    /// Long hair hangs behind the shoulders.
    func hairBehind() {
        guard look.style == .loose || (look.style == .braids && !pose.back) else { return }
        let c = headCentre, r = headRadius, wind = sine(pose.time * 2.1) * 0.05 - pose.stride * pose.turn * 0.2
        canvas.at(c.x, c.y, scale: r) {
            if look.style == .loose {
                let mass = Path.blob([-1.1, -0.9, 0, -1.35, 1.1, -0.9, 1.25, 0.3, 1.15 + wind, 1.35, 0.4 + wind, 1.2, -0.4 + wind, 1.2, -1.15 + wind, 1.35, -1.25, 0.3])
                part(mass, hairPaint, rim: look.hair, width: 0.09)
            } else {
                part(.blob([-1.05, -0.9, 0, -1.3, 1.05, -0.9, 1.14, 0.25, 0.7, 0.85, -0.7, 0.85, -1.14, 0.25]), hairPaint, rim: look.hair, width: 0.09)
                for side in [-1, 1] as [Float] { braid(side, wind) }
            }
        }
    }

    private func braid(_ side: Float, _ wind: Float) {
        for k in 0..<4 {
            let t = Float(k), x = side * (1.02 + 0.05 * t) + wind * (t + 1), y = 0.55 + t * 0.3, r = 0.25 - t * 0.025
            part(.ellipse(x, y, r, r * 0.86), .ball(x, y, r, look.hair), rim: look.hair, width: 0.07)
        }
        let x = side * 1.2 + wind * 5
        canvas.fill(.ellipse(x - wind * 0.4, 1.6, 0.15, 0.08), look.hatColour)
        part(.blob([x - 0.14, 1.64, x + 0.14, 1.64, x + 0.1, 1.95, x, 2.02, x - 0.1, 1.95]), .solid(look.hair), rim: look.hair, width: 0.06)
    }

    /// Fringe and crown over the face.
    func hairInFront() {
        let s = pose.turn * 0.3
        switch look.style {
        case .braids, .loose:
            let parting = s - 0.25
            let fringe = Path {
                $0.move(-1.03, 0.12)
                $0.cubic(-1.2, -0.9, -0.6, -1.28, 0, -1.26)
                $0.cubic(0.6, -1.28, 1.2, -0.9, 1.03, 0.12)
                $0.quad(0.95, -0.3, 0.62 + s * 0.5, -0.48)
                $0.quad(0.2 + s, -0.52, parting, -0.86)
                $0.quad(-0.45 + s * 0.5, -0.45, -0.8, -0.3)
                $0.quad(-0.98, -0.15, -1.03, 0.12)
                $0.close()
            }
            part(fringe, hairPaint, rim: look.hair, width: 0.075)
            shine()
        case .tousled, .short:
            let depth: Float = look.style == .tousled ? 0.2 : 0
            let crown = Path {
                $0.move(-1.02, 0.02)
                $0.cubic(-1.2, -0.8, -0.7, -1.22, 0, -1.2)
                $0.cubic(0.7, -1.22, 1.2, -0.8, 1.02, 0.02)
                $0.line(0.88, -0.3)
                $0.quad(0.7 + s * 0.3, -0.6 + depth, 0.5 + s * 0.5, -0.42 + depth * 0.2)
                $0.quad(0.35 + s * 0.5, -0.72 + depth, 0.05 + s, -0.46 + depth * 0.3)
                $0.quad(-0.2 + s * 0.5, -0.74 + depth, -0.5 + s * 0.5, -0.42)
                $0.quad(-0.75, -0.6, -0.88, -0.28)
                $0.close()
            }
            part(crown, hairPaint, rim: look.hair, width: 0.075)
            shine()
        case .bun:
            part(.circle(-s * 0.6, -1.2, 0.45), .ball(-s * 0.6, -1.2, 0.45, look.hair), rim: look.hair, width: 0.08)
            let crown = Path {
                $0.move(-1.04, 0.18)
                $0.cubic(-1.25, -0.8, -0.7, -1.2, 0, -1.18)
                $0.cubic(0.7, -1.2, 1.25, -0.8, 1.04, 0.18)
                $0.cubic(0.95, -0.35, 0.6, -0.55, s, -0.62)
                $0.cubic(-0.6, -0.55, -0.95, -0.35, -1.04, 0.18)
                $0.close()
            }
            part(crown, hairPaint, rim: look.hair, width: 0.075)
        }
    }

    private func shine() {
        canvas.stroke(.curve(Point(-0.62, -0.86), Point(-0.3, -1.1), Point(0.12, -1.08)), 0.08, look.hair.lighter(0.45).alpha(0.55))
    }

    func backOfHead() {
        let shape: Path
        switch look.style {
        case .loose: shape = .blob([-1.05, -0.95, 0, -1.36, 1.05, -0.95, 1.22, 0.3, 1.1, 1.35, 0, 1.5, -1.1, 1.35, -1.22, 0.3])
        case .braids: shape = .blob([-1.0, -0.95, 0, -1.36, 1.0, -0.95, 1.18, 0.2, 0.75, 0.98, 0, 0.85, -0.75, 0.98, -1.18, 0.2])
        default: shape = .blob([-1.0, -0.95, 0, -1.32, 1.0, -0.95, 1.14, 0.15, 0.62, 0.9, 0, 1.0, -0.62, 0.9, -1.14, 0.15])
        }
        for side in [-1, 1] as [Float] where look.style != .loose {
            part(.ellipse(side * 0.98, 0.12, 0.17, 0.22), .solid(look.skin.darker(0.1)), rim: look.skin, width: 0.07)
        }
        part(shape, hairPaint, rim: look.hair, width: 0.09)
        if look.style == .braids {
            canvas.stroke(.polyline([0, -1.05, 0, 0.8]), 0.05, look.hair.darker(0.4))
            for side in [-1, 1] as [Float] { braid(side, sine(pose.time * 2.1) * 0.05) }
        }
        if look.style == .bun { part(.circle(0, -0.75, 0.5), .ball(0, -0.75, 0.5, look.hair), rim: look.hair, width: 0.08) }
        shine()
        if let hat = look.hat { self.hat(hat) }
    }

    func hat(_ hat: Hat) {
        let c = look.hatColour, s = pose.turn * 0.3
        let felt = Paint.vertical(-1.5, c.lighter(0.2), -0.4, c.darker(0.18))
        switch hat {
        case .band:
            canvas.stroke(.curve(Point(-1.02, -0.5), Point(0, -1.6), Point(1.02, -0.5)), 0.2, c.darker(0.5))
            canvas.stroke(.curve(Point(-1.02, -0.5), Point(0, -1.6), Point(1.02, -0.5)), 0.14, c)
        case .cap:
            part(dome(-0.5, 1.42), felt, rim: c, width: 0.08)
            canvas.stroke(.polyline([s, -1.38, s * 1.4, -0.5]), 0.04, c.darker(0.4))
            guard !pose.back else { return }
            let way: Float = pose.turn < -0.2 ? -1 : 1
            let peak = abs(pose.turn) > 0.2 ? Path.blob([way * 0.2, -0.7, way * 1.2, -0.72, way * 1.85, -0.5, way * 1.1, -0.42, way * 0.2, -0.48])
                : Path.blob([-0.85, -0.7, 0, -0.8, 0.85, -0.7, 0.98, -0.5, 0, -0.38, -0.98, -0.5])
            part(peak, .solid(c.darker(0.2)), rim: c, width: 0.08)
            canvas.fill(.circle(s, -0.88, 0.17), Colour(0xFFE3B3))
        case .chef:
            for x in [-0.5, 0, 0.5] as [Float] { part(.circle(x, -1.5, 0.48), .ball(x, -1.5, 0.48, c.darker(0.04)), rim: c.darker(0.3), width: 0.07) }
            part(.roundedRect(-0.75, -1.4, 1.5, 0.75, 0.1), .solid(c), rim: c.darker(0.3), width: 0.06)
        case .post:
            part(dome(-0.5, 1.35), felt, rim: c, width: 0.08)
            canvas.fill(.rect(-0.98, -0.66, 1.96, 0.2), c.darker(0.4))
            canvas.fill(.circle(s, -0.86, 0.14), Colour(0xF4C34A))
            if !pose.back { canvas.fill(.blob([-0.8, -0.5, 0.8, -0.5, 0.9, -0.32, 0, -0.22, -0.9, -0.32]), Colour(0x1D1B2E)) }
        case .straw:
            part(.ellipse(0, -0.58, 1.75, 0.3), .vertical(-0.9, c.lighter(0.2), -0.3, c.darker(0.25)), rim: c, width: 0.07)
            part(dome(-0.62, 1.35, 0.85), felt, rim: c, width: 0.07)
            canvas.stroke(.curve(Point(-0.82, -0.72), Point(0, -0.6), Point(0.82, -0.72)), 0.14, Colour(0xB23A48))
        case .helmet:
            part(dome(-0.2, 1.42, 1.08), .linear(from: Point(-1, 0), to: Point(1, 0), [Stop(0, c.lighter(0.35)), Stop(0.5, c), Stop(1, c.darker(0.35))]), rim: c, width: 0.08)
            canvas.stroke(.curve(Point(0, -1.3), Point(-0.5, -2), Point(-1.1, -1.4)), 0.26, Colour(0xB23A48))
        case .pirate:
            let brim = Path.blob([-1.9, -0.62, -1.25, -1.5, -0.4, -1.25, 0, -1.75, 0.4, -1.25, 1.25, -1.5, 1.9, -0.62, 0.9, -0.42, 0, -0.62, -0.9, -0.42])
            part(brim, felt, rim: c, width: 0.09)
            canvas.stroke(.curve(Point(-1.5, -0.72), Point(0, -0.72), Point(1.5, -0.72)), 0.09, Colour(0xF5C451))
            guard !pose.back else { return }
            canvas.fill(.circle(s, -1.08, 0.2), Colour(0xFFF6E0))
            for x in [-0.07, 0.07] as [Float] { canvas.fill(.circle(s + x, -1.08, 0.05), c) }
            canvas.stroke(.curve(Point(0.9, -1.2), Point(1.7, -2.1), Point(2.0, -1.2)), 0.16, Colour(0xFF8FA3))
        }
    }

    /// The upper half of a head covering, from its edge at height `foot`.
    private func dome(_ foot: Float, _ height: Float, _ w: Float = 1.08) -> Path {
        Path {
            $0.move(-w, foot)
            $0.cubic(-w * 1.02, -height * 1.08, w * 1.02, -height * 1.08, w, foot)
            $0.quad(0, foot - 0.18, -w, foot)
            $0.close()
        }
    }
}
