// Smaller maps: of every window the largest number, or the mean.

/// The largest of each `size` x `size` window, a window beside the next; what does not fill a window is left out.
final class MaxPooling: MaskingLayer {
    let name: String
    let input: MapShape, output: MapShape
    let size: Int
    var masksInput = false

    init(_ name: String, _ input: MapShape, size: Int = 2) {
        self.name = name
        self.input = input
        self.size = size
        output = MapShape(input.height / size, input.width / size, input.channels)
    }

    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ place: Place) {
        let channels = input.channels
        forEachWindow(input, output, size) { from, to, isFirst in
            if isFirst {
                (y + to).update(from: x + from, count: channels)
            } else {
                for c in 0..<channels { y[to + c] = x[from + c] <= y[to + c] ? y[to + c] : x[from + c] }
            }
        }
    }

    /// The first of the largest takes the gradient. Which one it was is found again from `x`: `y` may have been
    /// written over by then.
    func backward(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafeMutablePointer<Float>,
                  _ dx: UnsafeMutablePointer<Float>?, _ place: Place) {
        guard let dx else { return }
        let channels = input.channels
        if input.height % size != 0 || input.width % size != 0 { dx.update(repeating: 0, count: input.count) }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: channels) { largest in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: channels) { left in
                guard let largest = largest.baseAddress, let left = left.baseAddress else { return }
                for row in 0..<output.height {
                    for column in 0..<output.width {
                        let from = (row * input.width + column) * size * channels
                        largest.update(from: x + from, count: channels)
                        for place in 1..<size * size {
                            let other = x + from + offset(place)
                            for c in 0..<channels { largest[c] = other[c] > largest[c] ? other[c] : largest[c] }
                        }
                        left.update(from: dy + (row * output.width + column) * channels, count: channels)
                        if masksInput { maskByReLU(left, largest, channels) }
                        for place in 0..<size * size {
                            let other = x + from + offset(place), out = dx + from + offset(place)
                            for c in 0..<channels {
                                let takes = other[c] == largest[c]
                                out[c] = takes ? left[c] : 0
                                left[c] = takes ? 0 : left[c]
                            }
                        }
                    }
                }
            }
        }
    }

    /// Of a place of the window from its first.
    @inline(__always)
    private func offset(_ place: Int) -> Int { (place / size * input.width + place % size) * input.channels }
}

/// The mean of each window; `nil` size: of the whole map, which gives a vector.
final class AveragePooling: PictureLayer {
    let name: String
    let input: MapShape, output: MapShape
    private let height: Int, width: Int

    init(_ name: String, _ input: MapShape, size: Int? = nil) {
        self.name = name
        self.input = input
        height = size ?? input.height
        width = size ?? input.width
        output = MapShape(input.height / height, input.width / width, input.channels)
    }

    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ place: Place) {
        y.update(repeating: 0, count: output.count)
        forEachPixel { from, to in addTo(y + to, x + from, input.channels) }
        let share = 1 / Float(height * width)
        for i in 0..<output.count { y[i] *= share }
    }

    func backward(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafeMutablePointer<Float>,
                  _ dx: UnsafeMutablePointer<Float>?, _ place: Place) {
        guard let dx else { return }
        let share = 1 / Float(height * width), channels = input.channels
        dx.update(repeating: 0, count: input.count)
        forEachPixel { from, to in for c in 0..<channels { dx[from + c] = dy[to + c] * share } }
    }

    @inline(__always)
    private func forEachPixel(_ body: (_ from: Int, _ to: Int) -> Void) {
        for y in 0..<output.height * height {
            for x in 0..<output.width * width {
                body((y * input.width + x) * input.channels, (y / height * output.width + x / width) * input.channels)
            }
        }
    }
}

/// Offsets of every pixel of every window, and of the output pixel it belongs to.
@inline(__always)
private func forEachWindow(_ input: MapShape, _ output: MapShape, _ size: Int, _ body: (_ from: Int, _ to: Int, _ isFirst: Bool) -> Void) {
    for row in 0..<output.height {
        for column in 0..<output.width {
            let to = (row * output.width + column) * input.channels
            for i in 0..<size {
                for j in 0..<size {
                    body(((row * size + i) * input.width + column * size + j) * input.channels, to, i + j == 0)
                }
            }
        }
    }
}
