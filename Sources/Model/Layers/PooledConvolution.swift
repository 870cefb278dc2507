// A 3x3 convolution, ReLU and 2x2 max-pooling in one: the map before pooling, four times the size, is never in memory.

import CKernels

/// What `Convolution` ("valid") and `MaxPooling` do one after the other, with the same weights.
final class PooledConvolution: MaskingLayer {
    let name: String
    let input: MapShape, output: MapShape
    let weight: Parameter, bias: Parameter
    var masksInput = false
    private let fast: WinogradConvolution
    private let biasSums: LaneSums
    /// Which pixel of its window each number was, for every picture of a batch.
    private var places = Aligned<UInt8>(count: 0)

    /// - Returns: `nil` where the channels or the processor do not suit it: then it takes two layers.
    init?(_ name: String, _ input: MapShape, outputs: Int, kernels: UnsafePointer<rarity_winograd>? = rarity_winograd_best()) {
        let shape = ConvolutionShape(input, kernel: 3, stride: 1, .valid)
        guard shape.height > 1, shape.width > 1, let fast = WinogradConvolution(shape, outputs: outputs, kernels: kernels) else { return nil }
        self.name = name
        self.input = input
        self.fast = fast
        output = MapShape(shape.height / 2, shape.width / 2, outputs)
        weight = Parameter("\(name).weight", [3, 3, input.channels, outputs])
        bias = Parameter("\(name).bias", [outputs])
        biasSums = LaneSums(count: outputs)
    }

    var parameters: [Parameter] { [weight, bias] }

    func prepare(isTraining: Bool) { fast.prepare(weight.values.pointer, isTraining: isTraining) }

    func reserve(pictures: Int) {
        if places.count < pictures * output.count { places = Aligned<UInt8>(count: pictures * output.count) }
    }

    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ place: Place) {
        fast.forward(x, bias.values.pointer, rectified: true, pool: pool(place.isTraining ? place.picture : nil), y, place)
    }

    func backward(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafeMutablePointer<Float>,
                  _ dx: UnsafeMutablePointer<Float>?, _ place: Place) {
        let pool = pool(place.picture)
        fast.addGradient(x, dy, pool: pool, biasSums: biasSums.lane(place.lane), place)
        if let dx { fast.backward(dy, pool: pool, mask: masksInput ? x : nil, dx, place) }
    }

    func gatherGradients() {
        biasSums.take(into: bias)
        fast.gather(into: weight.gradient.pointer)
    }

    private func pool(_ picture: Int?) -> rarity_pool {
        rarity_pool(height: output.height, width: output.width, places: picture.map { places.pointer + $0 * output.count })
    }
}
