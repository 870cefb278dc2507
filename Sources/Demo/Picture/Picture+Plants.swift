// Trees, bushes, grass, cacti, palms. Each stands with its foot at (x, y).

extension Picture {
    func tree(_ x: Float, _ y: Float, _ height: Float, _ leaf: Colour, distance: Float = 0) {
        let sway = sine(time * 0.9 + x) * height * 0.008
        let bark = hazy(Colour(0x6E4A36), distance), leaf = hazy(leaf, distance)
        shadow(x, y, height * 0.34)
        canvas.fill(Path {
            $0.move(x - height * 0.06, y)
            $0.quad(x - height * 0.02, y - height * 0.2, x - height * 0.035, y - height * 0.5)
            $0.line(x + height * 0.035, y - height * 0.5)
            $0.quad(x + height * 0.02, y - height * 0.2, x + height * 0.07, y)
        }, .linear(from: Point(x - height * 0.05, 0), to: Point(x + height * 0.06, 0), [Stop(0, bark.lighter(0.12)), Stop(1, bark.darker(0.25))]))
        let crowns: [(Float, Float, Float)] = [(-0.2, -0.52, 0.2), (0.21, -0.54, 0.2), (-0.12, -0.72, 0.2), (0.13, -0.74, 0.19), (0, -0.86, 0.16), (0, -0.6, 0.2)]
        for (i, crown) in crowns.enumerated() {
            let cx = x + crown.0 * height + sway * (1 + Float(i) * 0.3), cy = y + crown.1 * height, r = crown.2 * height
            canvas.fill(.circle(cx, cy, r), .ball(cx, cy, r, leaf))
        }
    }

    func pine(_ x: Float, _ y: Float, _ height: Float, _ leaf: Colour, distance: Float = 0) {
        let leaf = hazy(leaf, distance)
        canvas.fill(.rect(x - height * 0.03, y - height * 0.15, height * 0.06, height * 0.15), hazy(Colour(0x5E4030), distance))
        for i in 0..<3 {
            let foot = y - height * (0.1 + 0.24 * Float(i)), w = height * (0.25 - 0.055 * Float(i))
            canvas.fill(Path {
                $0.move(x - w, foot)
                $0.quad(x - w * 0.3, foot - height * 0.12, x, foot - height * 0.42)
                $0.quad(x + w * 0.3, foot - height * 0.12, x + w, foot)
                $0.quad(x, foot + height * 0.05, x - w, foot)
            }, .linear(from: Point(x - w, 0), to: Point(x + w, 0), [Stop(0, leaf.lighter(0.1)), Stop(1, leaf.darker(0.3))]))
        }
    }

    func bush(_ x: Float, _ y: Float, _ size: Float, _ leaf: Colour, berries: Colour? = nil) {
        shadow(x, y, size * 1.25)
        for (dx, dy, r) in [(-0.65, -0.35, 0.5), (0.62, -0.33, 0.48), (-0.2, -0.62, 0.55), (0.28, -0.58, 0.5), (0, -0.3, 0.6)] as [(Float, Float, Float)] {
            let cx = x + dx * size, cy = y + dy * size
            canvas.fill(.circle(cx, cy, r * size), .ball(cx, cy, r * size, leaf))
        }
        guard let berries else { return }
        var random = SplitMix64(UInt64(bitPattern: Int64(x)))
        for _ in 0..<7 {
            let cx = x + random.between(-0.8, 0.8) * size, cy = y - random.between(0.1, 0.9) * size
            canvas.fill(.circle(cx, cy, size * 0.06), .ball(cx, cy, size * 0.06, berries))
        }
    }

    /// Tufts and flowers strewn over the near ground.
    func flowers(_ count: Int, seed: UInt64, from top: Float, to bottom: Float, _ grass: Colour, _ petals: [Colour]) {
        var random = SplitMix64(seed)
        for i in 0..<count {
            let near = Float(i) / Float(max(count, 1))
            let x = random.between(-460, 460), y = top + (bottom - top) * near, h = 4 + 7 * near
            let bend = sine(time * 1.6 + x * 0.05) * h * 0.12
            for lean in [-0.5, 0.05, 0.55] as [Float] {
                canvas.stroke(.curve(Point(x + lean * 2, y), Point(x + lean * h * 0.3, y - h * 0.6), Point(x + lean * h * 0.8 + bend, y - h)), 0.7 + near * 0.7, grass)
            }
            guard !petals.isEmpty, random.chance(0.55) else { continue }
            let colour = random.pick(petals), r = 1 + 1.5 * near
            for k in 0..<5 {
                let d = direction(Float(k) * 1.2566) * r * 1.1
                canvas.fill(.circle(x + bend + d.x, y - h - 2 + d.y, r), colour)
            }
            canvas.fill(.circle(x + bend, y - h - 2, r * 0.8), Colour(0xFFD75A))
        }
    }

    func cactus(_ x: Float, _ y: Float, _ height: Float, _ colour: Colour) {
        shadow(x, y, height * 0.35)
        let w = height * 0.17
        func limb(_ path: Path, _ width: Float) {
            canvas.stroke(path, width + height * 0.025, colour.darker(0.45))
            canvas.stroke(path, width, .linear(from: Point(x - height * 0.35, 0), to: Point(x + height * 0.35, 0), [Stop(0, colour.lighter(0.15)), Stop(1, colour.darker(0.2))]))
        }
        limb(Path { $0.move(x, y - height * 0.4); $0.quad(x + height * 0.3, y - height * 0.38, x + height * 0.28, y - height * 0.68) }, w * 0.7)
        limb(Path { $0.move(x, y - height * 0.28); $0.quad(x - height * 0.28, y - height * 0.28, x - height * 0.26, y - height * 0.52) }, w * 0.65)
        limb(.polyline([x, y, x, y - height * 0.92]), w)
        for k in [-0.3, 0.3] as [Float] {
            canvas.stroke(.polyline([x + k * w, y - 2, x + k * w, y - height * 0.9]), height * 0.012, colour.darker(0.3).alpha(0.6))
        }
        canvas.fill(.circle(x, y - height * 1.0, w * 0.35), Colour(0xF06C9B))
    }

    func palm(_ x: Float, _ y: Float, _ height: Float, lean: Float = 0.25) {
        shadow(x, y, height * 0.25)
        let top = Point(x + lean * height, y - height), bark = Colour(0x9A6B43)
        canvas.stroke(.curve(Point(x, y), Point(x + lean * height * 0.15, y - height * 0.6), top), height * 0.075, bark.darker(0.35))
        canvas.stroke(.curve(Point(x, y), Point(x + lean * height * 0.15, y - height * 0.6), top), height * 0.06, bark)
        for i in 0..<8 {
            let angle = Float(i) * 0.785 + 0.3 + 0.05 * sine(time * 1.2 + Float(i))
            let d = direction(angle), r = height * 0.46
            let end = Point(top.x + d.x * r, top.y + d.y * r * 0.55 + r * 0.32)
            let bend = Point(top.x + d.x * r * 0.6, top.y + d.y * r * 0.5 - r * 0.3)
            let leaf = i % 2 == 0 ? Colour(0x2F8F4E) : Colour(0x47AB55)
            canvas.fill(Path {
                $0.move(top.x, top.y)
                $0.quad(bend.x, bend.y - r * 0.1, end.x, end.y)
                $0.quad(bend.x, bend.y + r * 0.16, top.x, top.y)
            }, .linear(from: top, to: end, [Stop(0, leaf.darker(0.2)), Stop(1, leaf.lighter(0.15))]))
        }
        for dx in [-3, 3] as [Float] { canvas.fill(.circle(top.x + dx, top.y + 4, height * 0.03), .ball(top.x + dx, top.y + 4, height * 0.03, Colour(0x7A4B2B))) }
    }
}
