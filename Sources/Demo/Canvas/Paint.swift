// What an outline is filled with.

/// A colour at a place (0 to 1) along a gradient.
struct Stop: Sendable {
    var at: Float
    var colour: Colour

    init(_ at: Float, _ colour: Colour) {
        self.at = at
        self.colour = colour
    }
}

/// A colour or a gradient, in the local units of the shape it fills.
enum Paint: Sendable {
    case solid(Colour)
    case linear(from: Point, to: Point, [Stop])
    /// 0 at the centre, 1 at the ellipse with these radii.
    case radial(centre: Point, radii: Point, [Stop])

    /// From one colour at height `top` to another at `bottom`.
    static func vertical(_ top: Float, _ a: Colour, _ bottom: Float, _ b: Colour) -> Paint {
        .linear(from: Point(0, top), to: Point(0, bottom), [Stop(0, a), Stop(1, b)])
    }

    /// Light that falls off to nothing.
    static func glow(_ x: Float, _ y: Float, _ radius: Float, _ colour: Colour) -> Paint {
        let strength = colour.rgba.w
        return .radial(centre: Point(x, y), radii: Point(radius, radius), [
            Stop(0, colour), Stop(0.35, colour.alpha(strength * 0.5)),
            Stop(0.7, colour.alpha(strength * 0.12)), Stop(1, colour.alpha(0)),
        ])
    }

    /// A round thing lit from the left above.
    static func ball(_ x: Float, _ y: Float, _ radius: Float, _ colour: Colour) -> Paint {
        .radial(centre: Point(x - radius * 0.35, y - radius * 0.4), radii: Point(radius * 1.6, radius * 1.6),
                [Stop(0, colour.lighter(0.28)), Stop(0.45, colour), Stop(1, colour.darker(0.3))])
    }
}

/// A gradient as a table of 256 pixels, each colour in the light of the scene.
func table(_ stops: [Stop], light: (Colour) -> Colour) -> [UInt32] {
    let lit = stops.map { Stop($0.at, light($0.colour)) }
    var i = 0
    return (0..<256).map { step in
        let t = Float(step) / 255
        while i + 2 < lit.count, t > lit[i + 1].at { i += 1 }
        guard i + 1 < lit.count else { return lit.last?.colour.packed ?? 0 }
        let span = max(lit[i + 1].at - lit[i].at, 1e-6)
        return lit[i].colour.mixed(lit[i + 1].colour, min(max((t - lit[i].at) / span, 0), 1)).packed
    }
}
