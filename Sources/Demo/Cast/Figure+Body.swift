// Legs, torso and arms.

extension Figure {
    func legs() {
        let swing = sine(pose.phase) * pose.stride * 11
        let narrow = 1 - abs(pose.turn) * 0.55
        let gap = (look.child ? 6 : 5.5) * narrow
        for side in [-1, 1] as [Float] {
            let forward = side * swing * (abs(pose.turn) > 0.3 ? (pose.turn > 0 ? 1 : -1) : 0.45)
            let lift = max(0, side * cosine(pose.phase)) * pose.stride * 7
            let foot = Point(side * gap + forward, -2.6 - lift)
            let knee = Point(side * gap * 1.05 + forward * 0.6 + lift * 0.3, hip * 0.5 - lift * 0.5)
            let leg = Path.curve(Point(side * gap * 0.9, hip + 3), knee, Point(foot.x, foot.y - 1))
            limb(leg, look.outfit == .dress ? 5.5 : 8.2, look.outfit == .dress ? look.skin.mixed(look.legs, 0.55) : look.legs)
            let toe = pose.back ? 0 : (abs(pose.turn) > 0.3 ? (pose.turn > 0 ? 2.6 : -2.6) : side * 1.3)
            part(.ellipse(foot.x + toe, foot.y, 6.1, 3.3), .vertical(foot.y - 3, look.shoes.lighter(0.2), foot.y + 3, look.shoes.darker(0.25)), rim: look.shoes)
        }
    }

    func torso() {
        let w = halfWidth * (1 - abs(pose.turn) * 0.26), top = shoulder + bob, flare: Float = look.outfit == .dress ? 1.5 : look.outfit == .coat ? 1.18 : 1.02
        let foot = hip + (look.outfit == .dress ? 15 : look.outfit == .coat ? 11 : 2)
        let body = Path {
            $0.move(-w * 0.62, top - 1)
            $0.cubic(-w * 1.1, top + 1, -w * 0.95, top + 14, -w * flare, foot)
            $0.quad(0, foot + 3.5, w * flare, foot)
            $0.cubic(w * 0.95, top + 14, w * 1.1, top + 1, w * 0.62, top - 1)
            $0.quad(0, top - 4, -w * 0.62, top - 1)
            $0.close()
        }
        part(body, .linear(from: Point(-w * 1.1, 0), to: Point(w * 1.2, 0), [Stop(0, look.top.lighter(0.14)), Stop(0.5, look.top), Stop(1, look.top.darker(0.3))]), rim: look.top)
        details(w, top, foot)
        if pose.back && look.child { backpack(w, top) }
    }

    /// What is sewn on.
    private func details(_ w: Float, _ top: Float, _ foot: Float) {
        let middle = pose.turn * w * 0.5
        switch look.outfit {
        case .stripes:
            for k in 0..<3 {
                let y = top + 6 + Float(k) * 7.5
                canvas.stroke(.curve(Point(-w * 0.82, y), Point(0, y + 2.4), Point(w * 0.82, y)), 2.7, look.trim)
            }
        case .hoodie:
            canvas.stroke(.curve(Point(-w * 0.6, top + 0.5), Point(middle * 0.5, top + 5), Point(w * 0.6, top + 0.5)), 4, look.top.darker(0.22))
            guard !pose.back else { return }
            canvas.fill(.roundedRect(middle - w * 0.55, foot - 12, w * 1.1, 8.5, 3), look.top.darker(0.2))
            for dx in [-2.6, 2.6] as [Float] { canvas.stroke(.polyline([middle + dx, top + 3, middle + dx * 1.1, top + 10]), 1, look.trim) }
        case .dress:
            canvas.stroke(.curve(Point(-w * 1.42, foot - 2.5), Point(0, foot + 1), Point(w * 1.42, foot - 2.5)), 2, look.trim)
            canvas.stroke(.curve(Point(-w * 0.95, hip - 3), Point(0, hip), Point(w * 0.95, hip - 3)), 2.6, look.trim)
            guard !pose.back else { return }
            canvas.stroke(.curve(Point(middle - w * 0.45, top), Point(middle, top + 6), Point(middle + w * 0.45, top)), 2.4, look.trim)
        case .coat:
            canvas.fill(.rect(-w, hip - 2, w * 2, 4), look.top.darker(0.5))
            guard !pose.back else { return }
            canvas.fill(.rect(middle - 2.4, hip - 2.6, 4.8, 5.2), look.trim)
            canvas.stroke(.polyline([middle, top + 2, middle, foot]), 1, look.top.darker(0.5))
            for k in 0..<3 { canvas.fill(.circle(middle + 3, top + 6 + Float(k) * 7, 1.2), look.trim) }
        case .apron:
            guard !pose.back else { return canvas.stroke(.polyline([-w * 0.9, hip - 3, w * 0.9, hip - 3]), 2, look.trim) }
            canvas.fill(.roundedRect(middle - w * 0.62, top + 6, w * 1.24, foot - top - 6, 3), .vertical(top, look.trim, foot, look.trim.darker(0.14)))
            for dx in [-0.5, 0.5] as [Float] { canvas.stroke(.polyline([middle + dx * w, top + 7, middle + dx * w * 0.8, top - 1]), 1.8, look.trim) }
        }
    }

    private func backpack(_ w: Float, _ top: Float) {
        let leather = Colour(0x9C6B3F)
        part(.roundedRect(-w * 0.72, top + 3, w * 1.44, 20, 5), .vertical(top, leather.lighter(0.15), top + 22, leather.darker(0.2)), rim: leather)
        canvas.fill(.roundedRect(-w * 0.5, top + 12, w, 8, 2), leather.darker(0.25))
        canvas.fill(.circle(0, top + 12, 1.3), Colour(0xF5C451))
    }

    func arm(left: Bool, behind: Bool) {
        let side: Float = left ? -1 : 1
        let w = halfWidth * (1 - abs(pose.turn) * 0.55)
        let from = Point(side * w * 0.86, shoulder + 4 + bob)
        let swing = -side * sine(pose.phase) * pose.stride * 12 * (abs(pose.turn) > 0.3 ? (pose.turn > 0 ? 1 : -1) : 0.4)
        let length: Float = look.child ? 22 : 30
        var elbow = Point(from.x + side * 5 + swing * 0.5, from.y + length * 0.5)
        var hand = Point(from.x + side * 3.5 + swing, from.y + length)
        switch pose.gesture {
        case .wave where left == (pose.turn < 0):
            elbow = Point(from.x + side * 16, from.y + 6)
            hand = Point(from.x + side * (21 + 4 * sine(pose.time * 9)), from.y - length * 0.6)
        case .point where left == (pose.turn < 0):
            elbow = Point(from.x + side * 9, from.y + 3)
            hand = Point(from.x + side * length, from.y - 5)
        case .hips:
            elbow = Point(from.x + side * 13, from.y + length * 0.45)
            hand = Point(side * w * 0.95, from.y + length * 0.85)
        case .cheer:
            elbow = Point(from.x + side * 17, from.y + 2)
            hand = Point(from.x + side * (18 + 2 * sine(pose.time * 7)), from.y - length * 0.9 - 3 * sine(pose.time * 7 + side))
        default: break
        }
        let sleeve = behind && pose.turn != 0 ? look.top.darker(0.18) : look.top
        part(.circle(hand.x, hand.y, 3.9), .ball(hand.x, hand.y, 3.9, look.skin), rim: look.skin, width: 1.5)
        limb(.curve(from, elbow, hand + (from - hand) * 0.12), look.child ? 7.2 : 7.6, sleeve)
    }
}
