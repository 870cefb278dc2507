// The end of the trunk as a network that learns, from the weights in the program.

/// Which blocks of the trunk learn, and at which size of pictures.
struct TunedTrunk: Equatable, Sendable {
    /// Of the sixteen, the last so many; the rest stays as it is.
    let blocks: Int
    let input: TrunkInput

    /// - Returns: `nil` for a size that the trunk does not take, or numbers of blocks that it cannot be.
    init?(blocks: Int, pictures: MapShape) {
        guard NetworkKind.tunable.contains(blocks), pictures.channels == 3,
              let input = TrunkInput(rawValue: "\(pictures.height)x\(pictures.width)") else { return nil }
        self.blocks = blocks
        self.input = input
    }

    /// Blocks that stay as they are.
    var frozen: Int { BlockShape.all.count - blocks }

    /// What the last frozen block gives.
    var map: MapShape {
        let plan = BlockPlan.all(input)[frozen - 1]
        return MapShape(plan.outHeight, plan.outWidth, plan.shape.output)
    }

    /// The blocks, the 1x1 convolution after them, the root of the average, and one dense layer. Weights are 0.
    func layers(classes: Int) -> [any Layer] {
        var layers: [any Layer] = [], shape = map
        for (index, block) in BlockShape.all.enumerated().dropFirst(frozen) {
            let layer = InvertedResidual("block\(index)", shape, block)
            layers.append(layer)
            shape = layer.output
        }
        let head = Convolution("head", shape, outputs: Trunk.embeddingSize, kernel: 1, rectified: false)
        let pool = RootOfAverage("pool", head.output)
        return layers + [head, Clip("head.clip", head.output), pool, Dense("classes", pool.output, outputs: classes, rectified: false)] as [any Layer]
    }
}

extension Network {
    /// Gives blocks and head the weights in the program.
    func takePretrained(_ weights: PretrainedWeights) {
        for layer in layers {
            if let block = layer as? InvertedResidual, let index = Int(block.name.dropFirst("block".count)) {
                take(weights.blocks[index].expand, block.expand)
                take(weights.blocks[index].project, block.project)
                let from = weights.blocks[index].depthwise, window = block.depthwise.weight.shape[0] * block.depthwise.weight.shape[1]
                for channel in 0..<block.depthwise.input.channels {
                    for place in 0..<window {
                        block.depthwise.weight.values.pointer[place * block.depthwise.input.channels + channel] = from.weights[channel * window + place]
                    }
                }
                block.depthwise.bias?.values.pointer.update(from: from.bias, count: from.bias.count)
            } else if let head = layer as? Convolution {
                take(weights.head, head)
            }
        }
    }

    /// (output, input) of the file to [input][output].
    private func take(_ from: FoldedConvolution, _ layer: Convolution) {
        let inputs = layer.input.channels, outputs = layer.output.channels
        for output in 0..<outputs {
            for input in 0..<inputs { layer.weight.values.pointer[input * outputs + output] = from.weights[output * inputs + input] }
        }
        layer.bias?.values.pointer.update(from: from.bias, count: outputs)
    }
}
