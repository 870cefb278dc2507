// Lines with a width, as outlines that unite.

extension Coverage {
    /// Adds a polyline as quads and, at its ends and where it turns so far that a gap would be seen, discs.
    /// All have the same direction, so that they unite.
    func addStroke(_ points: [Point], closed: Bool, radius: Float) {
        let count = points.count
        let sides = Int(min(max(7 * radius.squareRoot(), 8), 64))
        func disc(_ p: Point) {
            add((0..<sides).map { p + direction(Float($0) / Float(sides) * 2 * .pi) * radius })
        }
        var previous: Point?
        if closed, let first = points.first, let last = points.last, (first - last).length > 0.01 {
            previous = (first - last) / (first - last).length
        }
        for i in 0..<(closed ? count : count - 1) {
            let a = points[i], b = points[(i + 1) % count]
            let length = (b - a).length
            guard length > 0.01 else { continue }
            let along = (b - a) / length
            let side = Point(-along.y, along.x) * radius
            add([a + side, a - side, b - side, b + side])
            let smooth = previous.map { (along - $0).length * radius < 0.4 } ?? false
            if !smooth { disc(a) }
            previous = along
        }
        if !closed || previous == nil { disc(points[count - 1]) }
    }
}
