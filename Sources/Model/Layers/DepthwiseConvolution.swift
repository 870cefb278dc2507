// A convolution of every channel by itself, the cheap half of a separable one.

/// kernel x kernel windows; weights lie as [kernel][kernel][channels].
final class DepthwiseConvolution: PictureLayer {
    let name: String
    let input: MapShape, output: MapShape
    let weight: Parameter
    /// `nil` where batch normalisation follows, which has one of its own.
    let bias: Parameter?
    private let shape: ConvolutionShape
    private let sums: LaneSums, biasSums: LaneSums

    /// - Precondition: channels are a multiple of 8.
    init(_ name: String, _ input: MapShape, kernel: Int = 3, stride: Int = 1, _ padding: Padding = .same, hasBias: Bool = false) {
        precondition(input.channels % 8 == 0)
        shape = ConvolutionShape(input, kernel: kernel, stride: stride, padding)
        self.name = name
        self.input = input
        output = MapShape(shape.height, shape.width, input.channels)
        weight = Parameter("\(name).weight", [kernel, kernel, input.channels])
        bias = hasBias ? Parameter("\(name).bias", [input.channels]) : nil
        sums = LaneSums(count: weight.count)
        biasSums = LaneSums(count: hasBias ? input.channels : 0)
    }

    var parameters: [Parameter] { [weight] + (bias.map { [$0] } ?? []) }

    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ place: Place) {
        y.update(repeating: 0, count: output.count)
        addBias(y, rows: output.places, columns: output.channels, bias?.values.pointer, rectified: false)
        let weights = weight.values.pointer, channels = input.channels
        forEachTap { from, tap, to in
            for c in stride(from: 0, to: channels, by: 8) {
                store(load(x + from + c) * load(weights + tap + c) + load(y + to + c), y + to + c)
            }
        }
    }

    func backward(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafeMutablePointer<Float>,
                  _ dx: UnsafeMutablePointer<Float>?, _ place: Place) {
        let weights = weight.values.pointer, gradient = sums.lane(place.lane), channels = input.channels
        dx?.update(repeating: 0, count: input.count)
        if bias != nil { addColumns(biasSums.lane(place.lane), dy, rows: output.places, columns: channels) }
        forEachTap { from, tap, to in
            for c in stride(from: 0, to: channels, by: 8) {
                let d = load(dy + to + c)
                store(load(x + from + c) * d + load(gradient + tap + c), gradient + tap + c)
                if let dx { store(load(weights + tap + c) * d + load(dx + from + c), dx + from + c) }
            }
        }
    }

    func gatherGradients() {
        sums.take(into: weight)
        if let bias { biasSums.take(into: bias) }
    }

    /// Offsets of a pixel of the input, of the weights it meets, and of the output pixel they belong to.
    @inline(__always)
    private func forEachTap(_ body: (_ from: Int, _ tap: Int, _ to: Int) -> Void) {
        let channels = input.channels
        for row in 0..<shape.height {
            let rows = shape.rows(row)
            for column in 0..<shape.width {
                let columns = shape.columns(column)
                for i in rows {
                    let line = (row * shape.stride - shape.top + i) * input.width + column * shape.stride - shape.left
                    for j in columns {
                        body((line + j) * channels, (i * shape.kernel + j) * channels, (row * shape.width + column) * channels)
                    }
                }
            }
        }
    }
}
