// Lines with a width, as outlines that unite.

extension Coverage {
    /// Adds a polyline as ribbons along its smooth parts, and discs at its ends and corners. All have the
    /// same direction, so that they unite.
    func addStroke(_ points: [Point], closed: Bool, radius: Float) {
        var line = closed ? points + [points[0]] : points
        line = line.enumerated().filter { $0.offset == 0 || ($0.element - line[$0.offset - 1]).length > 1e-3 }.map(\.element)
        guard line.count > 1 else { return disc(points[0], radius) }
        let along = zip(line, line.dropFirst()).map { (a, b) in (b - a) / (b - a).length }
        let round = closed && smooth(line.count - 2, 0, line, along, radius)
        var first = 0
        for i in 1..<line.count where i == line.count - 1 || !smooth(i - 1, i, line, along, radius) {
            ribbon(line, along, from: first, to: i, radius, joined: round && first == 0 && i == line.count - 1)
            if !(round && i == line.count - 1) { disc(line[i], radius) }
            first = i
        }
        if !closed { disc(line[0], radius) }
    }

    /// Whether two segments meet so gently that their offset sides do not cross.
    private func smooth(_ i: Int, _ j: Int, _ line: [Point], _ along: [Point], _ radius: Float) -> Bool {
        let turn = (along[j] - along[i]).length
        let shorter = min((line[i + 1] - line[i]).length, (line[j + 1] - line[j]).length)
        return turn < 0.7 && turn * radius < shorter * 1.6
    }

    /// The outline of a smooth part, its sides offset along the mean normals.
    private func ribbon(_ line: [Point], _ along: [Point], from: Int, to: Int, _ radius: Float, joined: Bool) {
        var outline: [Point] = [], back: [Point] = []
        outline.reserveCapacity(2 * (to - from + 1))
        for i in from...to {
            let before = along[i > from ? i - 1 : joined ? to - 1 : from], after = along[i < to ? i : joined ? from : to - 1]
            let mean = before + after
            let side = Point(-mean.y, mean.x) * (2 * radius / max(mean.x * mean.x + mean.y * mean.y, 1e-6))
            outline.append(line[i] - side)
            back.append(line[i] + side)
        }
        add(outline + back.reversed())
    }

    private func disc(_ p: Point, _ radius: Float) {
        let sides = Int(min(max(7 * radius.squareRoot(), 8), 64))
        let reach = radius * Path.swell(sides)
        add((0..<sides).map { p + direction(Float($0) / Float(sides) * 2 * .pi) * reach })
    }
}
