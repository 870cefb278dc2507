// A convolution over all channels, with its bias and, if asked, ReLU.

/// kernel x kernel windows; weights lie as [kernel][kernel][input][output], as in Keras.
final class Convolution: MaskingLayer {
    let name: String
    let input: MapShape, output: MapShape
    let weight: Parameter
    /// `nil` where batch normalisation follows, which has one of its own.
    let bias: Parameter?
    let rectified: Bool
    var masksInput = false
    /// The layer after this one masks the gradient already.
    var isMaskedAfter = false
    private let lowered: LoweredConvolution
    private let fast: WinogradConvolution?
    private let thin: ThinConvolution?
    private let biasSums: LaneSums
    private let weightSums: LaneSums?
    private let scratch: [Aligned<Float>]

    /// - Parameter plain: use the plain path where there is a faster one too.
    init(_ name: String, _ input: MapShape, outputs: Int, kernel: Int = 3, stride: Int = 1, _ padding: Padding = .same,
         rectified: Bool, hasBias: Bool = true, plain: Bool = false) {
        let shape = ConvolutionShape(input, kernel: kernel, stride: stride, padding)
        self.name = name
        self.input = input
        self.rectified = rectified
        output = MapShape(shape.height, shape.width, outputs)
        weight = Parameter("\(name).weight", [kernel, kernel, input.channels, outputs])
        bias = hasBias ? Parameter("\(name).bias", [outputs]) : nil
        lowered = LoweredConvolution(shape, outputs: outputs)
        fast = plain ? nil : WinogradConvolution(shape, outputs: outputs)
        thin = plain ? nil : ThinConvolution(shape, outputs: outputs)
        biasSums = LaneSums(count: hasBias ? outputs : 0)
        weightSums = fast == nil ? LaneSums(count: weight.count) : nil
        let floats = fast == nil ? lowered.scratch : 0
        scratch = (0..<Team.lanes).map { _ in Aligned<Float>(count: floats) }
    }

    var parameters: [Parameter] { [weight] + (bias.map { [$0] } ?? []) }

    func prepare(isTraining: Bool) { fast?.prepare(weight.values.pointer, isTraining: isTraining) }

    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ place: Place) {
        if let fast { return fast.forward(x, bias?.values.pointer, rectified: rectified, y, place) }
        if let thin { return thin.forward(x, weight.values.pointer, bias?.values.pointer, rectified: rectified, y, place) }
        lowered.forward(x, weight.values.pointer, y, scratch[place.thread].pointer)
        addBias(y, rows: output.places, columns: output.channels, bias?.values.pointer, rectified: rectified)
    }

    func backward(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafeMutablePointer<Float>,
                  _ dx: UnsafeMutablePointer<Float>?, _ place: Place) {
        if rectified && !isMaskedAfter { maskByReLU(dy, y, output.count) }
        let biasSums = bias == nil ? nil : biasSums.lane(place.lane)
        if let fast {
            fast.addGradient(x, dy, biasSums: biasSums, place)
            if let dx { fast.backward(dy, mask: masksInput ? x : nil, dx, place) }
        } else if let weightSums {
            if let thin {
                thin.addGradient(x, dy, weightSums.lane(place.lane), biasSums: biasSums, place)
            } else {
                if let biasSums { addColumns(biasSums, dy, rows: output.places, columns: output.channels) }
                lowered.addGradient(x, dy, weightSums.lane(place.lane), scratch[place.thread].pointer)
            }
            guard let dx else { return }
            lowered.backward(dy, weight.values.pointer, dx, scratch[place.thread].pointer)
            if masksInput { maskByReLU(dx, x, input.count) }
        }
    }

    func gatherGradients() {
        if let bias { biasSums.take(into: bias) }
        weightSums?.take(into: weight)
        fast?.gather(into: weight.gradient.pointer)
    }
}
