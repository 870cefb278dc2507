// 3x3 windows of many channels with 2.25 to 4 times fewer multiplications; the kernels are in network_winograd.h.

import CKernels

/// Forward and both gradients of a 3x3 convolution of stride 1, one picture at a time.
final class WinogradConvolution {
    private let kernels: UnsafePointer<rarity_winograd>
    private let shape: rarity_winograd_shape, back: rarity_winograd_shape
    private let transformed: Aligned<Float>, turned: Aligned<Float>
    private let sums: LaneSums
    private let scratch: [Aligned<Float>]

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
        transformed = Aligned<Float>(count: 36 * inputs * outputs)
        turned = Aligned<Float>(count: 36 * inputs * outputs)
        sums = LaneSums(count: 36 * inputs * outputs)
        let floats = rarity_winograd_scratch(self.shape)
        scratch = (0..<Team.lanes).map { _ in Aligned<Float>(count: floats) }
    }

    /// Transforms the weights [3][3][input][output].
    func prepare(_ weights: UnsafePointer<Float>, isTraining: Bool) {
        kernels.pointee.transform(weights, shape.inputs, shape.outputs, false, transformed.pointer)
        if isTraining { kernels.pointee.transform(weights, shape.inputs, shape.outputs, true, turned.pointer) }
    }

    /// y from x of one picture.
    /// - Parameter pool: where the output is rectified and pooled.
    func forward(_ x: UnsafePointer<Float>, _ bias: UnsafePointer<Float>?, rectified: Bool, pool: rarity_pool? = nil,
                 _ y: UnsafeMutablePointer<Float>, _ place: Place) {
        run(shape, x, from: nil, transformed.pointer, bias, rectified: rectified, mask: nil, y, to: pool, place)
    }

    /// The gradient of the data; with `mask` it is 0 where that is not above 0, as ReLU before this layer wants it.
    /// - Parameter pool: where `dy` is the gradient of what the output was pooled to.
    func backward(_ dy: UnsafePointer<Float>, pool: rarity_pool? = nil, mask: UnsafePointer<Float>?,
                  _ dx: UnsafeMutablePointer<Float>, _ place: Place) {
        run(back, dy, from: pool, turned.pointer, nil, rectified: false, mask: mask, dx, to: nil, place)
    }

    /// Adds to the lane's sums, and the columns of `dy` to `biasSums`.
    func addGradient(_ x: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, pool: rarity_pool? = nil,
                     biasSums: UnsafeMutablePointer<Float>?, _ place: Place) {
        withPointer(to: pool) {
            kernels.pointee.add_gradient(shape, x, dy, $0, sums.lane(place.lane), biasSums, scratch[place.thread].pointer)
        }
    }

    /// Makes the sums of all pictures the gradient of the weights.
    func gather(into gradient: UnsafeMutablePointer<Float>) {
        sums.take { kernels.pointee.gather($0, shape.inputs, shape.outputs, gradient) }
    }

    private func run(_ shape: rarity_winograd_shape, _ x: UnsafePointer<Float>, from: rarity_pool?, _ weights: UnsafePointer<Float>,
                     _ bias: UnsafePointer<Float>?, rectified: Bool, mask: UnsafePointer<Float>?, _ y: UnsafeMutablePointer<Float>,
                     to: rarity_pool?, _ place: Place) {
        withPointer(to: from) { from in
            withPointer(to: to) { to in
                let pass = rarity_winograd_pass(x: x, from: from, transformed: weights, bias: bias, rectified: rectified, mask: mask,
                                                y: y, to: to, scratch: scratch[place.thread].pointer)
                kernels.pointee.convolve(shape, pass)
            }
        }
    }

    private func withPointer(to pool: rarity_pool?, _ body: (UnsafePointer<rarity_pool>?) -> Void) {
        guard var pool else { return body(nil) }
        body(&pool)
    }
}
