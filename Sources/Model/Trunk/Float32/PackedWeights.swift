// Weights in the order in which the kernels read them: made once, read by every thread.

import CKernels

/// All weights of the float32 network. Never changed after `init`, so threads may share it.
final class PackedWeights: @unchecked Sendable {
    struct Block {
        let expand: PackedProduct, depthwise: PackedDepthwise, project: PackedProduct
    }

    let blocks: [Block]
    let head: PackedProduct

    init(_ pretrained: PretrainedWeights) {
        blocks = zip(BlockShape.all, pretrained.blocks).enumerated().map { index, pair in
            let (shape, block) = pair
            return Block(
                expand: index == 0 ? PackedProduct(stem: block.expand) : PackedProduct(block.expand),
                depthwise: PackedDepthwise(weights: block.depthwise.weights, bias: block.depthwise.bias, kernel: shape.kernel),
                project: PackedProduct(block.project))
        }
        head = PackedProduct(pretrained.head)
    }

    /// The weights in the binary, packed once a process.
    static let embedded = Result { () throws(ModelError) in PackedWeights(try .embedded()) }
}

/// The weights of a 1x1 convolution (or of the stem) as panels of 24 and 16 columns; see trunk_kernels.h.
struct PackedProduct {
    let inputs: Int, outputs: Int
    let panels: Aligned<Float>, bias: Aligned<Float>

    /// - Parameter weights: outputs x inputs, row-major.
    init(weights: [Float], bias: [Float], inputs: Int, outputs: Int) {
        self.inputs = inputs
        self.outputs = outputs
        self.bias = Aligned<Float>(bias)
        panels = Aligned<Float>(count: inputs * outputs)
        var next = panels.pointer
        var column = 0
        while column < outputs {
            let width = rarity_panel_width(outputs, column)
            for input in 0..<inputs {
                for j in 0..<width { next[j] = weights[(column + j) * inputs + input] }
                next += width
            }
            column += width
        }
    }
}

extension PackedProduct {
    /// A 1x1 convolution.
    init(_ convolution: FoldedConvolution) {
        let outputs = convolution.bias.count
        self.init(weights: convolution.weights, bias: convolution.bias, inputs: convolution.weights.count / outputs, outputs: outputs)
    }

    /// The stem reads a window of three rows of nine floats (three pixels of RGB), so its inputs are put in
    /// the order row, column, colour.
    init(stem: FoldedConvolution) {
        var ordered = stem.weights
        for output in stem.bias.indices {
            for colour in 0..<3 {
                for place in 0..<9 { ordered[output * 27 + place * 3 + colour] = stem.weights[output * 27 + colour * 9 + place] }
            }
        }
        self.init(weights: ordered, bias: stem.bias, inputs: 27, outputs: stem.bias.count)
    }
}

/// The weights of a depthwise convolution by groups of eight channels.
struct PackedDepthwise {
    let weights: Aligned<Float>, bias: Aligned<Float>

    /// - Parameter weights: channels x kernel x kernel; channels are a multiple of 8.
    init(weights: [Float], bias: [Float], kernel: Int) {
        let places = kernel * kernel
        self.bias = Aligned<Float>(bias)
        self.weights = Aligned<Float>(count: weights.count)
        for channel in bias.indices {
            for place in 0..<places {
                self.weights.pointer[(channel / 8 * places + place) * 8 + channel % 8] = weights[channel * places + place]
            }
        }
    }
}
