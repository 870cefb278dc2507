// A block of EfficientNet-Lite as a layer that learns. Its wide maps are six times its input, so they are not kept for
// the way back but made again: a third more work, a tenth of the memory.

/// Expand (1x1), ReLU6, depthwise, ReLU6, project (1x1), plus the input where the shapes allow; batch normalisation is
/// folded into weights and biases, as in the trunk.
final class InvertedResidual: PictureLayer {
    let name: String
    let input: MapShape, output: MapShape
    let expand: Convolution, depthwise: DepthwiseConvolution, project: Convolution
    private let hasResidual: Bool
    /// Of each thread: both wide maps, then both of their gradients.
    private let scratch: [[Aligned<Float>]]

    init(_ name: String, _ input: MapShape, _ shape: BlockShape) {
        self.name = name
        self.input = input
        expand = Convolution("\(name).expand", input, outputs: shape.wide, kernel: 1, rectified: false)
        depthwise = DepthwiseConvolution("\(name).depthwise", expand.output, kernel: shape.kernel, stride: shape.stride, hasBias: true)
        project = Convolution("\(name).project", depthwise.output, outputs: shape.output, kernel: 1, rectified: false)
        output = project.output
        hasResidual = shape.hasResidual
        let counts = [expand.output.count, depthwise.output.count]
        scratch = (0..<Team.lanes).map { _ in (counts + counts).map { Aligned<Float>(count: $0) } }
    }

    private var parts: [any PictureLayer] { [expand, depthwise, project] }
    var parameters: [Parameter] { parts.flatMap(\.parameters) }
    func prepare(isTraining: Bool) { for part in parts { part.prepare(isTraining: isTraining) } }
    func gatherGradients() { for part in parts { part.gatherGradients() } }

    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ place: Place) {
        let (_, narrow) = widen(x, place)
        project.forward(narrow, y, place)
        if hasResidual { addTo(y, x, input.count) }
    }

    func backward(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafeMutablePointer<Float>,
                  _ dx: UnsafeMutablePointer<Float>?, _ place: Place) {
        let (wide, narrow) = widen(x, place)
        let wideGradient = scratch[place.thread][2].pointer, narrowGradient = scratch[place.thread][3].pointer
        project.backward(narrow, y, dy, narrowGradient, place)
        maskByClip(narrowGradient, narrow, depthwise.output.count)
        depthwise.backward(wide, narrow, narrowGradient, wideGradient, place)
        maskByClip(wideGradient, wide, expand.output.count)
        expand.backward(x, wide, wideGradient, dx, place)
        if hasResidual, let dx { addTo(dx, dy, input.count) }
    }

    /// Both wide maps of one picture.
    private func widen(_ x: UnsafePointer<Float>, _ place: Place) -> (UnsafePointer<Float>, UnsafePointer<Float>) {
        let wide = scratch[place.thread][0].pointer, narrow = scratch[place.thread][1].pointer
        expand.forward(x, wide, place)
        clip(wide, expand.output.count)
        depthwise.forward(wide, narrow, place)
        clip(narrow, depthwise.output.count)
        return (UnsafePointer(wide), UnsafePointer(narrow))
    }
}
