// ReLU6, the non-linearity of EfficientNet-Lite.

/// Numbers below 0 become 0, above 6 become 6.
final class Clip: PictureLayer {
    let name: String
    let input: MapShape
    var output: MapShape { input }
    var isInPlace: Bool { true }

    init(_ name: String, _ input: MapShape) {
        self.name = name
        self.input = input
    }

    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ place: Place) { clip(y, input.count) }

    func backward(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafeMutablePointer<Float>,
                  _ dx: UnsafeMutablePointer<Float>?, _ place: Place) {
        maskByClip(dy, y, input.count)
    }
}

/// What is no number stays so, and is found out in the loss.
@inline(__always)
func clip(_ y: UnsafeMutablePointer<Float>, _ count: Int) {
    for i in 0..<count {
        let low = y[i] < 0 ? 0 : y[i]
        y[i] = low > 6 ? 6 : low
    }
}

/// Nothing passes where the output is at either end.
@inline(__always)
func maskByClip(_ dy: UnsafeMutablePointer<Float>, _ y: UnsafePointer<Float>, _ count: Int) {
    for i in 0..<count { dy[i] = y[i] > 0 && y[i] < 6 ? dy[i] : 0 }
}
