// From where a place is seen. The world is 640 units wide and 360 high around (0, 0) at zoom 1.

struct Camera: Equatable, Sendable {
    var centre: Point
    var zoom: Float

    init(_ x: Float, _ y: Float, _ zoom: Float) {
        centre = Point(x, y)
        self.zoom = zoom
    }

    /// The transform of a layer onto a canvas. Depth 1 is where the figures stand; a far layer (depth
    /// near 0) moves less and grows less, and that is all the perspective there is.
    func transform(depth: Float, width: Int, height: Int) -> Transform {
        let unit = max(Float(width) / 640, Float(height) / 360)
        let scale = unit * (1 + (zoom - 1) * depth)
        var result = Transform(origin: Point(Float(width), Float(height)) / 2)
        result.scale(scale, scale)
        result.translate(-centre.x * depth, -centre.y * depth)
        return result
    }
}

/// A camera that moves in the course of a shot.
struct CameraMove: Equatable, Sendable {
    var start: Camera
    var end: Camera

    init(_ start: Camera, _ end: Camera? = nil) {
        self.start = start
        self.end = end ?? start
    }

    /// - Parameter progress: 0 to 1 over the shot; starts and stops softly.
    func camera(at progress: Float) -> Camera {
        let p = min(max(progress, 0), 1)
        let soft = p * p * (3 - 2 * p)
        let centre = start.centre + (end.centre - start.centre) * soft
        return Camera(centre.x, centre.y, start.zoom + (end.zoom - start.zoom) * soft)
    }
}
