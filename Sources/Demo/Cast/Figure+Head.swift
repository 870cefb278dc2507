// The head and the face. All in radii of the head around its centre, so that close-ups stay in proportion.

extension Figure {
    func head() {
        let c = headCentre, r = headRadius
        canvas.stroke(.polyline([0, shoulder + bob + 1, c.x * 0.5, c.y + r * 0.7]), r * 0.42, look.skin.darker(0.16))
        canvas.at(c.x, c.y, scale: r) {
            if pose.back { return backOfHead() }
            ears()
            let jaw = pose.turn * 0.08
            let face = Path {
                $0.move(0, -1)
                $0.cubic(0.62, -1, 1.02, -0.55, 0.98, 0.05)
                $0.cubic(0.95, 0.62, 0.5 + jaw, 0.98, jaw * 2, 0.98)
                $0.cubic(-0.5 + jaw, 0.98, -0.95, 0.62, -0.98, 0.05)
                $0.cubic(-1.02, -0.55, -0.62, -1, 0, -1)
                $0.close()
            }
            part(face, .radial(centre: Point(-0.3, -0.35), radii: Point(1.7, 1.7), [
                Stop(0, look.skin.lighter(0.22)), Stop(0.55, look.skin), Stop(1, look.skin.darker(0.24)),
            ]), rim: look.skin, width: 1.7 / r)
            features()
            hairInFront()
            brows()
            if let hat = look.hat { self.hat(hat) }
        }
    }

    private func ears() {
        for side in [-1, 1] as [Float] where side * pose.turn < 0.35 {
            let x = side * (0.97 - max(0, -side * pose.turn) * 0.55), y: Float = 0.12
            part(.ellipse(x, y, 0.2, 0.25), .solid(look.skin.darker(0.06)), rim: look.skin, width: 0.08)
            canvas.fill(.ellipse(x + side * 0.02, y, 0.1, 0.14), look.skin.darker(0.25))
        }
    }

    private func features() {
        let shift = pose.turn * 0.42
        for side in [-1, 1] as [Float] {
            // The far cheek and eye turn away with the head.
            let far = max(0, -side * pose.turn)
            let x = shift + side * 0.39 * (1 - far * 0.45), squeeze = 1 - far * 0.5
            canvas.fill(.ellipse(shift + side * 0.62 * (1 - far * 0.4), 0.42, 0.22 * squeeze, 0.14), Colour(0xF0706A, 0.34))
            eye(x, 0.06, 0.235 * squeeze, side)
        }
        nose(shift)
        mouth(shift)
        if look.beard { beard(shift) }
        if look.glasses { glasses(shift) }
    }

    /// Over the fringe, so that a mood is read even under long hair.
    private func brows() {
        for side in [-1, 1] as [Float] {
            let far = max(0, -side * pose.turn)
            brow(pose.turn * 0.42 + side * 0.39 * (1 - far * 0.45), -0.34, 0.26 * (1 - far * 0.5), side)
        }
    }

    private func eye(_ x: Float, _ y: Float, _ w: Float, _ side: Float) {
        let dark = Colour(0x2E1F2A)
        if pose.blink || pose.expression == .laughing {
            let bend: Float = pose.expression == .laughing ? -0.26 : 0.2
            return canvas.stroke(.curve(Point(x - w, y + 0.04), Point(x, y + bend), Point(x + w, y + 0.04)), 0.075, dark)
        }
        let wide: Float = pose.expression == .surprised ? 1.2 : pose.expression == .worried ? 1.05 : 1
        let h = 0.3 * wide
        canvas.fill(.ellipse(x, y, w + 0.035, h + 0.035), look.skin.darker(0.42))
        canvas.fill(.ellipse(x, y, w, h), .vertical(y - h, Colour(0xE4E7F2), y, Colour(0xFFFFFF)))
        let gaze = Point(pose.turn * 0.07 + sine(pose.time * 0.7) * 0.02, pose.expression == .curious ? -0.05 : 0.03)
        let iris = w * 0.66
        canvas.fill(.ellipse(x + gaze.x, y + gaze.y, iris, iris * 1.18), look.child ? Colour(0x4E7B57) : Colour(0x5A6B8C))
        canvas.fill(.ellipse(x + gaze.x, y + gaze.y, iris * 0.68, iris * 0.82), dark)
        canvas.fill(.circle(x + gaze.x - iris * 0.3, y + gaze.y - iris * 0.42, iris * 0.32), Colour(0xFFFFFF))
        canvas.fill(.circle(x + gaze.x + iris * 0.3, y + gaze.y + iris * 0.4, iris * 0.15), Colour(0xFFFFFF, 0.8))
        canvas.stroke(.curve(Point(x - w * 1.02, y - h * 0.32), Point(x, y - h * 1.5), Point(x + w * 1.02, y - h * 0.32)), 0.07, dark)
        if look.style == .braids || look.style == .loose {
            canvas.stroke(.polyline([x + side * w * 0.95, y - h * 0.45, x + side * w * 1.3, y - h * 0.78]), 0.06, dark)
        }
    }

    private func brow(_ x: Float, _ y: Float, _ w: Float, _ side: Float) {
        let (inner, outer): (Float, Float) = switch pose.expression {
        case .happy, .laughing: (-0.05, 0)
        case .calm: (0, 0.02)
        case .surprised: (-0.18, -0.14)
        case .worried: (-0.16, 0.06)
        case .curious: side > 0 ? (-0.16, -0.12) : (0.02, 0.02)
        }
        let colour = look.style == .bun ? look.hair.darker(0.25) : look.hair.darker(0.3)
        canvas.stroke(.curve(Point(x - side * w, y + inner), Point(x, y - 0.12 + (inner + outer) / 2), Point(x + side * w, y + outer)), 0.09, colour)
    }

    private func nose(_ shift: Float) {
        let x = shift * 1.25
        let side: Float = pose.turn < 0 ? -1 : 1
        canvas.fill(.ellipse(x + side * 0.03, 0.33, look.child ? 0.1 : 0.15, look.child ? 0.08 : 0.12), look.skin.mixed(Colour(0xE0705A), 0.38))
        canvas.fill(.circle(x - 0.02, 0.3, 0.035), Colour(0xFFFFFF, 0.55))
    }

    private func mouth(_ shift: Float) {
        let x = shift * 1.05, y: Float = 0.6
        let lips = Colour(0x8E2F3A), open = pose.talk
        switch pose.expression {
        case .laughing: openMouth(x, y - 0.07, 0.33, 0.3)
        case .surprised: openMouth(x, y - 0.02, 0.13, 0.2, round: true)
        case .worried:
            if open > 0.3 { return openMouth(x, y, 0.16, 0.12 * open, round: true) }
            canvas.stroke(.curve(Point(x - 0.2, y + 0.07), Point(x, y - 0.09), Point(x + 0.2, y + 0.07)), 0.075, lips)
        default:
            if open > 0.2 { return openMouth(x, y - 0.04, 0.22, 0.22 * open) }
            let smile: Float = pose.expression == .happy ? 0.24 : 0.09
            canvas.stroke(.curve(Point(x - 0.28, y - smile * 0.3), Point(x, y + smile), Point(x + 0.28, y - smile * 0.3)), 0.075, lips)
        }
    }

    private func openMouth(_ x: Float, _ y: Float, _ w: Float, _ h: Float, round: Bool = false) {
        let path = round ? Path.ellipse(x, y, w, h) : Path {
            $0.move(x - w, y)
            $0.quad(x, y + 0.06, x + w, y)
            $0.cubic(x + w * 0.9, y + h * 1.3, x - w * 0.9, y + h * 1.3, x - w, y)
            $0.close()
        }
        canvas.fill(path, .vertical(y - h, Colour(0x5E1622), y + h, Colour(0xA23246)))
        canvas.stroke(path, 0.05, Colour(0x6E2430))
        guard !round else { return }
        canvas.stroke(.curve(Point(x - w * 0.78, y + 0.045), Point(x, y + 0.09), Point(x + w * 0.78, y + 0.045)), 0.08, Colour(0xFFFFFF))
    }

    private func glasses(_ shift: Float) {
        let rim = Colour(0x6A4A8A)
        for side in [-1, 1] as [Float] {
            let x = shift + side * 0.4
            canvas.fill(.circle(x, 0.08, 0.35), Colour(0xE8F6FF, 0.2))
            canvas.stroke(.circle(x, 0.08, 0.35), 0.07, rim)
        }
        canvas.stroke(.curve(Point(shift - 0.06, 0.06), Point(shift, 0), Point(shift + 0.06, 0.06)), 0.07, rim)
    }

    private func beard(_ shift: Float) {
        let x = shift * 1.05, colour = look.hair
        canvas.fill(.blob([x - 0.34, 0.5, x, 0.36, x + 0.34, 0.5, x + 0.42, 0.62, x + 0.1, 0.58, x - 0.1, 0.58, x - 0.42, 0.62]), colour)
    }
}
