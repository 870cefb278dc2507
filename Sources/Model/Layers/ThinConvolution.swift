// 3x3 windows of a picture with few channels, such as RGB; the kernels are in network_thin.c.

import CKernels

/// Forward and gradient of the weights of a 3x3 convolution, "same", stride 1, one picture at a time.
final class ThinConvolution {
    private let input: MapShape
    private let outputs: Int
    /// The picture with its border of zeros, for each thread.
    private let padded: [Aligned<Float>]
    private let noBias: Aligned<Float>
    private let unused: [Aligned<Float>]

    /// - Returns: `nil` where the window, its stride, the channels or the processor do not suit it.
    init?(_ shape: ConvolutionShape, outputs: Int) {
        guard rarity_has_avx2(), shape.kernel == 3, shape.stride == 1, shape.top == 1, shape.left == 1,
              shape.height == shape.input.height, shape.width == shape.input.width, shape.input.channels <= 8, outputs % 16 == 0 else { return nil }
        input = shape.input
        self.outputs = outputs
        let count = (input.height + 2) * (input.width + 2) * input.channels
        padded = (0..<Team.lanes).map { _ in Aligned<Float>(count: count) }
        noBias = Aligned<Float>(count: outputs)
        unused = (0..<Team.lanes).map { _ in Aligned<Float>(count: outputs) }
    }

    func forward(_ x: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>?, rectified: Bool,
                 _ y: UnsafeMutablePointer<Float>, _ place: Place) {
        rarity_thin_forward(input.height, input.width, input.channels, outputs, pad(x, place), weights,
                            bias ?? UnsafePointer(noBias.pointer), rectified, y)
    }

    /// sums += the gradient of the weights, biasSums += the columns of `dy`.
    func addGradient(_ x: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, _ sums: UnsafeMutablePointer<Float>,
                     biasSums: UnsafeMutablePointer<Float>?, _ place: Place) {
        rarity_thin_gradient(input.height, input.width, input.channels, outputs, pad(x, place), dy, sums, biasSums ?? unused[place.thread].pointer)
    }

    private func pad(_ x: UnsafePointer<Float>, _ place: Place) -> UnsafePointer<Float> {
        let out = padded[place.thread].pointer, row = input.width * input.channels
        for y in 0..<input.height {
            (out + ((y + 1) * (input.width + 2) + 1) * input.channels).update(from: x + y * row, count: row)
        }
        return UnsafePointer(out)
    }
}
