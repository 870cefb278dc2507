// What the head on the frozen trunk sees of an embedding, as a layer.

/// The square root of each channel's mean over the map, which tames the few large channels.
final class RootOfAverage: PictureLayer {
    /// Added to the mean: at 0 the root has no slope.
    static let least: Float = 1e-3

    let name: String
    let input: MapShape, output: MapShape

    init(_ name: String, _ input: MapShape) {
        self.name = name
        self.input = input
        output = MapShape(1, 1, input.channels)
    }

    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ place: Place) {
        y.update(repeating: 0, count: input.channels)
        addColumns(y, x, rows: input.places, columns: input.channels)
        for c in 0..<input.channels { y[c] = (y[c] / Float(input.places) + Self.least).squareRoot() }
    }

    func backward(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafeMutablePointer<Float>,
                  _ dx: UnsafeMutablePointer<Float>?, _ place: Place) {
        guard let dx else { return }
        let channels = input.channels
        for c in 0..<channels { dy[c] /= 2 * y[c] * Float(input.places) }
        for row in 0..<input.places { (dx + row * channels).update(from: dy, count: channels) }
    }
}
