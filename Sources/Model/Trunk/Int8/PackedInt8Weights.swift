// Whole-number weights in the order in which the kernels read them; see trunk_int8_kernels.h.

import CKernels

/// One layer, ready for the kernels.
struct PackedInt8Layer {
    let outputs: Int
    /// Weights of one output column.
    private let column: Int
    private let weights: Aligned<Int8>, bias: Aligned<Int32>, scale: Aligned<Float>

    /// The layer from one of its outputs on, which begins a panel.
    func layer(from output: Int = 0) -> rarity_int8_layer {
        rarity_int8_layer(weights: weights.pointer + output * column, bias: bias.pointer + output, scale: scale.pointer + output)
    }

    private init(_ layer: QuantisedLayer, column: Int, _ weights: Aligned<Int8>) {
        outputs = layer.outputs
        self.column = column
        self.weights = weights
        bias = Aligned(layer.bias)
        scale = Aligned(layer.scale)
    }

    /// Panels of 48 columns (or 32), then one of what is left: [inputs / 4][columns][4].
    init(product layer: QuantisedLayer, panel: Int = 48) {
        // The first tile fetches what lies behind its panel, so there may be nothing behind the last.
        let packed = Aligned<Int8>(count: layer.outputs * layer.inputs)
        layer.weights.withUnsafeBytes { rows in
            let target = UnsafeMutableRawPointer(packed.pointer)
            var next = 0, column = 0
            while column < layer.outputs {
                let width = min(panel, layer.outputs - column)
                for input in stride(from: 0, to: layer.inputs, by: 4) {
                    for j in 0..<width {
                        let four = rows.loadUnaligned(fromByteOffset: (column + j) * layer.inputs + input, as: UInt32.self)
                        target.storeBytes(of: four, toByteOffset: next, as: UInt32.self)
                        next += 4
                    }
                }
                column += width
            }
        }
        self.init(layer, column: layer.inputs, packed)
    }

    /// The stem as a product: a row of its window is nine bytes and three of weight zero.
    init(stem layer: QuantisedLayer) {
        var rows = [Int8](repeating: 0, count: layer.outputs * 36)
        for output in 0..<layer.outputs {
            for place in 0..<9 {
                for colour in 0..<3 {
                    rows[output * 36 + place / 3 * 12 + place % 3 * 3 + colour] = layer.weights[output * 27 + colour * 9 + place]
                }
            }
        }
        self.init(product: QuantisedLayer(inputs: 36, outputs: layer.outputs, weights: rows, bias: layer.bias, scale: layer.scale))
    }

    /// [channels / 16][kernel row][phase][3 groups][16][4]: a tap's place among the four pixels of its group depends on
    /// the output's phase.
    init(depthwise layer: QuantisedLayer, kernel: Int, stride: Int) {
        let phases = 4 / stride, before = stride == 2 ? (kernel - 2) / 2 : kernel / 2
        let packed = Aligned<Int8>(count: layer.outputs * kernel * phases * 3 * 4)
        for channel in 0..<layer.outputs {
            for y in 0..<kernel {
                for phase in 0..<phases {
                    for x in 0..<kernel {
                        let pixel = phase * stride - before + x + 4
                        let row = ((channel / 16 * kernel + y) * phases + phase) * 3 + pixel / 4
                        packed.pointer[row * 64 + channel % 16 * 4 + pixel % 4] = layer.weights[(channel * kernel + y) * kernel + x]
                    }
                }
            }
        }
        self.init(layer, column: kernel * phases * 3 * 4, packed)
    }
}

/// All weights of the int8 network. Never changed after `init`, so threads may share it.
final class PackedInt8Weights: @unchecked Sendable {
    struct Block {
        let expand: PackedInt8Layer, depthwise: PackedInt8Layer, project: PackedInt8Layer
        /// Levels a unit of the output, channel by channel as they lie in memory.
        let levels: Aligned<Float>
    }

    let blocks: [Block]
    let head: PackedInt8Layer
    /// For the last map, which is no hurry.
    let plainHead: QuantisedLayer

    /// The order depends on the size of the maps, so on that of the pictures.
    init(_ weights: QuantisedWeights, _ plans: [Int8Plan]) {
        blocks = zip(plans, weights.blocks).enumerated().map { index, pair in
            let (plan, block) = pair
            return Block(
                expand: index == 0 ? PackedInt8Layer(stem: block.expand)
                    : PackedInt8Layer(product: block.expand, panel: plan.input.panel),
                depthwise: PackedInt8Layer(depthwise: block.depthwise, kernel: plan.shape.kernel, stride: plan.shape.stride),
                project: PackedInt8Layer(product: block.project, panel: plan.output.panel),
                levels: Aligned(block.levels + [Float](repeating: 0, count: plan.outputChannels - block.levels.count)))
        }
        head = PackedInt8Layer(product: weights.head, panel: plans[plans.count - 1].output.panel)
        plainHead = weights.head
    }
}
