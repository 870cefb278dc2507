// 3x3 windows of many channels with 2.25 to 4 times fewer multiplications; the kernels are in network_winograd.h.

import CKernels

/// Forward and both gradients of a 3x3 convolution of stride 1, one picture at a time.
final class WinogradConvolution {
    private let kernels: UnsafePointer<rarity_winograd>
    private let shape: rarity_winograd_shape, back: rarity_winograd_shape
    private let transformed: AlignedFloats, turned: AlignedFloats
    private let sums: LaneSums
    private let scratch: [AlignedFloats]

    /// - Parameter kernels: another make than the fastest, for tests.
    /// - Returns: `nil` where the window, its stride, the channels or the processor do not suit it.
    init?(_ shape: ConvolutionShape, outputs: Int, kernels: UnsafePointer<rarity_winograd>? = rarity_winograd_best()) {
        let inputs = shape.input.channels
        guard let kernels, shape.kernel == 3, shape.stride == 1, shape.top == shape.left,
              shape.height == shape.input.height + 2 * shape.top - 2, shape.width == shape.input.width + 2 * shape.top - 2,
              inputs % 16 == 0, outputs % 16 == 0, shape.height > 0, shape.width > 0 else { return nil }
        self.kernels = kernels
        self.shape = rarity_winograd_shape(height: shape.input.height, width: shape.input.width, inputs: inputs, outputs: outputs, pad: shape.top)
        back = rarity_winograd_shape(height: shape.height, width: shape.width, inputs: outputs, outputs: inputs, pad: 2 - shape.top)
        transformed = AlignedFloats(count: 36 * inputs * outputs)
        turned = AlignedFloats(count: 36 * inputs * outputs)
        sums = LaneSums(count: 36 * inputs * outputs)
        let floats = rarity_winograd_scratch(self.shape)
        scratch = (0..<Team.lanes).map { _ in AlignedFloats(count: floats) }
    }

    /// Transforms the weights [3][3][input][output].
    func prepare(_ weights: UnsafePointer<Float>, isTraining: Bool) {
        kernels.pointee.transform(weights, shape.inputs, shape.outputs, false, transformed.pointer)
        if isTraining { kernels.pointee.transform(weights, shape.inputs, shape.outputs, true, turned.pointer) }
    }

    func forward(_ x: UnsafePointer<Float>, _ bias: UnsafePointer<Float>?, rectified: Bool, _ y: UnsafeMutablePointer<Float>, _ place: Place) {
        kernels.pointee.convolve(shape, x, transformed.pointer, bias, rectified, nil, y, scratch[place.thread].pointer)
    }

    /// The gradient of the data; with `mask` it is 0 where that is not above 0, as ReLU before this layer wants it.
    func backward(_ dy: UnsafePointer<Float>, mask: UnsafePointer<Float>?, _ dx: UnsafeMutablePointer<Float>, _ place: Place) {
        kernels.pointee.convolve(back, dy, turned.pointer, nil, false, mask, dx, scratch[place.thread].pointer)
    }

    func addGradient(_ x: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, _ place: Place) {
        kernels.pointee.add_gradient(shape, x, dy, sums.lane(place.lane), scratch[place.thread].pointer)
    }

    /// Makes the sums of all pictures the gradient of the weights.
    func gather(into gradient: UnsafeMutablePointer<Float>) {
        sums.take { kernels.pointee.gather($0, shape.inputs, shape.outputs, gradient) }
    }
}
