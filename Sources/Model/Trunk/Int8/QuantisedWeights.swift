// All weights of the trunk in whole numbers, row by row: what both int8 networks are made from.

struct QuantisedWeights {
    struct Block {
        let expand: QuantisedLayer, depthwise: QuantisedLayer, project: QuantisedLayer
    }

    let blocks: [Block]
    let head: QuantisedLayer

    init(_ pretrained: PretrainedWeights) {
        typealias Scheme = Int8Scheme
        blocks = pretrained.blocks.enumerated().map { index, block in
            Block(
                expand: index == 0
                    ? QuantisedLayer(block.expand, likeness: Scheme.stemLikeness, step: Scheme.pictureStep,
                                     zero: Scheme.pictureZero, outputStep: Scheme.reluStep)
                    : QuantisedLayer(block.expand, likeness: 0, step: Scheme.step(ofBlock: index - 1),
                                     zero: Scheme.bottleneckZero, outputStep: Scheme.reluStep),
                depthwise: QuantisedLayer(block.depthwise, likeness: Scheme.depthwiseLikeness, step: Scheme.reluStep,
                                          zero: 0, outputStep: Scheme.reluStep),
                project: QuantisedLayer(block.project, likeness: Scheme.projectLikeness, step: Scheme.reluStep, zero: 0))
        }
        head = QuantisedLayer(pretrained.head, likeness: 0, step: Scheme.step(ofBlock: blocks.count - 1), zero: Scheme.bottleneckZero)
    }
}
