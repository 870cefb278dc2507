// Curves become short straight lines, as many as their size on the canvas deserves.

extension Path {
    /// Calls `contour` with the points of each contour in canvas pixels, and whether it was closed.
    /// Curves are off by a tenth of a pixel at most.
    func flatten(_ transform: Transform, _ contour: ([Point], Bool) -> Void) {
        var points: [Point] = []
        points.reserveCapacity(64)
        func finish(_ closed: Bool) {
            if points.count > 1 { contour(points, closed) }
            points.removeAll(keepingCapacity: true)
        }
        for element in elements {
            switch element {
            case .move(let p):
                finish(false)
                points.append(transform.apply(p))
            case .line(let p):
                points.append(transform.apply(p))
            case .quad(let c, let p):
                guard let a = points.last else { continue }
                Self.quad(a, transform.apply(c), transform.apply(p), into: &points)
            case .cubic(let c, let d, let p):
                guard let a = points.last else { continue }
                Self.cubic(a, transform.apply(c), transform.apply(d), transform.apply(p), into: &points)
            case .ellipse(let centre, let radii):
                finish(false)
                let u = transform.vector(Point(radii.x, 0)), v = transform.vector(Point(0, radii.y))
                let middle = transform.apply(centre)
                let n = Self.steps(max(u.length, v.length) * 2)
                let swell = Self.swell(n)
                for i in 0..<n {
                    let d = direction(Float(i) / Float(n) * 2 * .pi) * swell
                    points.append(middle + u * d.x + v * d.y)
                }
                finish(true)
            case .close:
                finish(true)
            }
        }
        finish(false)
    }

    private static func quad(_ a: Point, _ c: Point, _ b: Point, into points: inout [Point]) {
        let n = steps((c - a).length + (b - c).length) / 4 + 1
        for i in 1...n {
            let t = Float(i) / Float(n), s = 1 - t
            points.append(a * (s * s) + c * (2 * s * t) + b * (t * t))
        }
    }

    private static func cubic(_ a: Point, _ c: Point, _ d: Point, _ b: Point, into points: inout [Point]) {
        let n = steps((c - a).length + (d - c).length + (b - d).length) / 3 + 1
        for i in 1...n {
            let t = Float(i) / Float(n), s = 1 - t
            points.append(a * (s * s * s) + c * (3 * s * s * t) + d * (3 * s * t * t) + b * (t * t * t))
        }
    }

    /// How far the corners of a polygon stand out so that it has the area of the circle it stands for.
    static func swell(_ sides: Int) -> Float {
        let angle = 2 * Float.pi / Float(sides)
        return (angle / sine(angle)).squareRoot()
    }

    /// Sides of a circle of this diameter so that none is a tenth of a pixel off its arc.
    private static func steps(_ size: Float) -> Int {
        Int(min(max(5 * size.squareRoot(), 8), 120))
    }
}

extension Point {
    var length: Float { (x * x + y * y).squareRoot() }
}
