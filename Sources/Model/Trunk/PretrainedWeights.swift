// The pretrained weights as they lie in the safetensors file in the binary, checked; each network puts them
// into the order of its own kernels.

import CTrunkWeights

/// One convolution, batch normalisation folded in.
struct FoldedConvolution: Sendable {
    /// (output, input, height, width), row-major.
    let weights: [Float]
    let bias: [Float]
}

/// All weights of the trunk in single precision.
struct PretrainedWeights: Sendable {
    struct Block: Sendable {
        /// 1x1; of the first block the stem, 3x3.
        let expand: FoldedConvolution
        let depthwise: FoldedConvolution
        /// 1x1.
        let project: FoldedConvolution
    }

    let blocks: [Block]
    let head: FoldedConvolution

    /// - Throws: `ModelError` that names a tensor which is missing or has another shape or type, with what was
    ///   found and what is needed.
    init(_ file: SafeTensors) throws(ModelError) {
        func read(_ name: String, _ shape: [Int]) throws(ModelError) -> FoldedConvolution {
            let weights = try file.floats("\(name).weight", shape: shape), bias = try file.floats("\(name).bias", shape: [shape[0]])
            guard areFinite(weights), areFinite(bias) else {
                throw .unusable(place: file.place, reason: "tensor \"\(name)\" holds a number that is not finite")
            }
            return FoldedConvolution(weights: weights, bias: bias)
        }
        var blocks: [Block] = []
        for (index, shape) in BlockShape.all.enumerated() {
            blocks.append(Block(
                expand: index == 0 ? try read("stem", [shape.wide, 3, 3, 3])
                    : try read("block\(index).expand", [shape.wide, shape.input, 1, 1]),
                depthwise: try read("block\(index).depthwise", [shape.wide, 1, shape.kernel, shape.kernel]),
                project: try read("block\(index).project", [shape.output, shape.wide, 1, 1])))
        }
        self.blocks = blocks
        head = try read("head", [Trunk.embeddingSize, BlockShape.headInput, 1, 1])
    }

    /// The weights in the binary.
    static func embedded() throws(ModelError) -> PretrainedWeights {
        let bytes = UnsafeBufferPointer(start: rarity_trunk_weights, count: rarity_trunk_weights_size)
        return try PretrainedWeights(SafeTensors(bytes: Array(bytes), place: "weights in the program"))
    }
}

/// Zero times a number is zero, unless it is infinite or none.
private func areFinite(_ numbers: [Float]) -> Bool {
    var sum = SIMD16<Float>(repeating: 0), rest: Float = 0
    numbers.withUnsafeBytes { bytes in
        let whole = numbers.count / 16 * 16
        for i in stride(from: 0, to: whole, by: 16) { sum += bytes.loadUnaligned(fromByteOffset: 4 * i, as: SIMD16<Float>.self) * 0 }
        for i in whole..<numbers.count { rest += bytes.loadUnaligned(fromByteOffset: 4 * i, as: Float.self) * 0 }
    }
    return sum.sum() + rest == 0
}
