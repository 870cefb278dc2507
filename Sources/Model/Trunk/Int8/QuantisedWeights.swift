// All weights of the trunk in whole numbers, row by row: what both int8 networks are made from.

struct QuantisedWeights {
    struct Block {
        let expand: QuantisedLayer, depthwise: QuantisedLayer, project: QuantisedLayer
        /// Levels a unit of the block's output, channel by channel.
        let levels: [Float]
    }

    let blocks: [Block]
    let head: QuantisedLayer

    /// The weights in the binary.
    static func embedded() throws(ModelError) -> QuantisedWeights { try QuantisedWeights(.embedded(), .embedded()) }

    init(_ pretrained: PretrainedWeights, _ calibration: Int8Calibration) throws(ModelError) {
        typealias Scheme = Int8Scheme
        func bottleneck(_ layer: FoldedConvolution, _ name: String, after block: Int, outputStep: Float = 1) throws(ModelError) -> QuantisedLayer {
            QuantisedLayer(try calibration.corrected(layer, name, steps: calibration.steps[block]), likeness: 0, step: 1,
                           zero: Scheme.bottleneckZero, outputStep: outputStep)
        }
        var blocks: [Block] = []
        for (index, block) in pretrained.blocks.enumerated() {
            let name = "block\(index)"
            blocks.append(Block(
                expand: index == 0
                    ? QuantisedLayer(try calibration.corrected(block.expand, "stem"), likeness: Scheme.stemLikeness,
                                     step: Scheme.pictureStep, zero: Scheme.pictureZero, outputStep: Scheme.reluStep)
                    : try bottleneck(block.expand, "\(name).expand", after: index - 1, outputStep: Scheme.reluStep),
                depthwise: QuantisedLayer(try calibration.corrected(block.depthwise, "\(name).depthwise"),
                                          likeness: Scheme.depthwiseLikeness, step: Scheme.reluStep, zero: 0, outputStep: Scheme.reluStep),
                project: QuantisedLayer(try calibration.corrected(block.project, "\(name).project"),
                                        likeness: Scheme.projectLikeness, step: Scheme.reluStep, zero: 0),
                levels: calibration.steps[index].map { 1 / $0 }))
        }
        self.blocks = blocks
        head = try bottleneck(pretrained.head, "head", after: blocks.count - 1)
    }
}
