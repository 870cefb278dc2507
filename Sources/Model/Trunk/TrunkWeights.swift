// The pretrained weights, from the safetensors file in the binary to the kernels' order.

import CTrunkWeights

/// All weights of the trunk. Never changed after `init`, so threads may share it.
final class TrunkWeights: @unchecked Sendable {
    struct Block {
        let expand: PackedProduct, depthwise: PackedDepthwise, project: PackedProduct
    }

    let blocks: [Block]
    let head: PackedProduct

    /// Batch normalisation is folded in; convolutions lie as (output, input, height, width), half precision.
    init(_ file: SafeTensors) throws(ModelError) {
        var blocks: [Block] = []
        for (index, shape) in BlockShape.all.enumerated() {
            let name = "block\(index)"
            blocks.append(Block(
                expand: index == 0 ? try stem(file, outputs: shape.wide)
                    : try pointwise(file, "\(name).expand", inputs: shape.input, outputs: shape.wide),
                depthwise: PackedDepthwise(
                    weights: try file.floats("\(name).depthwise.weight", shape: [shape.wide, 1, shape.kernel, shape.kernel]),
                    bias: try file.floats("\(name).depthwise.bias", shape: [shape.wide]), kernel: shape.kernel),
                project: try pointwise(file, "\(name).project", inputs: shape.wide, outputs: shape.output)))
        }
        self.blocks = blocks
        head = try pointwise(file, "head", inputs: BlockShape.headInput, outputs: Trunk.embeddingSize)
    }

    /// The weights in the binary, packed once a process.
    static let embedded = Result { () throws(ModelError) in
        let bytes = UnsafeBufferPointer(start: rarity_trunk_weights, count: rarity_trunk_weights_size)
        return try TrunkWeights(SafeTensors(bytes: Array(bytes), place: "weights in the program"))
    }
}

private func pointwise(_ file: SafeTensors, _ name: String, inputs: Int, outputs: Int) throws(ModelError) -> PackedProduct {
    PackedProduct(weights: try file.floats("\(name).weight", shape: [outputs, inputs, 1, 1]),
                  bias: try file.floats("\(name).bias", shape: [outputs]), inputs: inputs, outputs: outputs)
}

/// The stem reads a window of three rows of nine floats (three pixels of RGB), so its inputs are put in
/// the order row, column, colour.
private func stem(_ file: SafeTensors, outputs: Int) throws(ModelError) -> PackedProduct {
    let weights = try file.floats("stem.weight", shape: [outputs, 3, 3, 3])
    var ordered = weights
    for output in 0..<outputs {
        for colour in 0..<3 {
            for place in 0..<9 { ordered[output * 27 + place * 3 + colour] = weights[output * 27 + colour * 9 + place] }
        }
    }
    return PackedProduct(weights: ordered, bias: try file.floats("stem.bias", shape: [outputs]), inputs: 27, outputs: outputs)
}
