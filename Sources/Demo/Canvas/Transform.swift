// Where local units land on the canvas.

/// A point or a vector; x to the right, y down.
typealias Point = SIMD2<Float>

/// An affine map: `x * u + y * v + origin`.
struct Transform: Equatable, Sendable {
    var u = Point(1, 0)
    var v = Point(0, 1)
    var origin = Point(0, 0)

    func apply(_ p: Point) -> Point { u * p.x + v * p.y + origin }

    func vector(_ p: Point) -> Point { u * p.x + v * p.y }

    /// The mean scale: what a line's width is multiplied by.
    var scale: Float { abs(determinant).squareRoot() }

    /// The inverse; the identity where there is none (a scale of 0).
    var inverse: Transform {
        let d = determinant
        guard abs(d) > 1e-12 else { return Transform() }
        var result = Transform(u: Point(v.y, -u.y) / d, v: Point(-v.x, u.x) / d)
        result.origin = -result.vector(origin)
        return result
    }

    mutating func translate(_ x: Float, _ y: Float) { origin = apply(Point(x, y)) }

    mutating func scale(_ x: Float, _ y: Float) {
        u *= x
        v *= y
    }

    /// Clockwise on the screen, in radians.
    mutating func rotate(_ angle: Float) {
        let c = cosine(angle), s = sine(angle)
        (u, v) = (u * c + v * s, v * c - u * s)
    }

    private var determinant: Float { u.x * v.y - u.y * v.x }
}
