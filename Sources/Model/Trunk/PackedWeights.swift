// Weights in the order in which the kernels read them: made once, read by every thread.

import CKernels

/// The weights of a 1x1 convolution (or of the stem) as panels of 24 and 16 columns; see trunk_kernels.h.
struct PackedProduct {
    let inputs: Int, outputs: Int
    let panels: AlignedFloats, bias: AlignedFloats

    /// - Parameter weights: outputs x inputs, row-major.
    init(weights: [Float], bias: [Float], inputs: Int, outputs: Int) {
        self.inputs = inputs
        self.outputs = outputs
        self.bias = AlignedFloats(bias)
        panels = AlignedFloats(count: inputs * outputs)
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

/// The weights of a depthwise convolution by groups of eight channels.
struct PackedDepthwise {
    let weights: AlignedFloats, bias: AlignedFloats

    /// - Parameter weights: channels x kernel x kernel; channels are a multiple of 8.
    init(weights: [Float], bias: [Float], kernel: Int) {
        let places = kernel * kernel
        self.bias = AlignedFloats(bias)
        self.weights = AlignedFloats(count: weights.count)
        for channel in bias.indices {
            for place in 0..<places {
                self.weights.pointer[(channel / 8 * places + place) * 8 + channel % 8] = weights[channel * places + place]
            }
        }
    }
}
