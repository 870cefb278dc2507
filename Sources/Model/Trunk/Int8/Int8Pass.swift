// One picture through the int8 network: slab by slab expand and depthwise, then project the whole map.

import CKernels

final class Int8Pass: ForwardPass {
    private let network: Int8Network
    /// The picture with a column and a row of padding behind.
    private let picture: Aligned<UInt8>
    /// Input and output of a block by turns: as bytes for the products, as numbers for the residuals.
    private var levels: (Aligned<UInt8>, Aligned<UInt8>)
    private var values: (Aligned<Float>, Aligned<Float>)
    /// 48 channels of the wide tensor, [row][group with padding][channel][4 pixels].
    private let slab: Aligned<UInt8>
    /// The depthwise convolution's output, [group][wide / 4][4 pixels][4].
    private let wide: Aligned<UInt8>

    init(_ network: Int8Network) {
        self.network = network
        let plans = network.plans
        picture = Aligned(count: (network.input.height + 1) * (network.input.width + 1) * 3, slack: 64)
        picture.pointer.update(repeating: UInt8(Int8Scheme.pictureZero), count: picture.count)
        let output = plans.map(\.outputBytes).max() ?? 0
        levels = (Aligned(count: output), Aligned(count: output))
        values = (Aligned(count: output), Aligned(count: output))
        slab = Aligned(count: plans.map(\.slabBytes).max() ?? 0)
        wide = Aligned(count: plans.map(\.depthwiseBytes).max() ?? 0)
    }

    func embed(_ pixels: UnsafePointer<UInt8>, into out: UnsafeMutablePointer<Float>) {
        let last = blocks(pixels)
        out.update(repeating: 0, count: Trunk.embeddingSize)
        rarity_int8_pool(map(last.output, levels.0, last.outputChannels, last.outputChannels), Trunk.embeddingSize,
                         network.weights.head.layer(), network.inside, out)
        for i in 0..<Trunk.embeddingSize { out[i] /= Float(last.output.height * last.output.width) }
    }

    /// By plain loops: nobody waits for many of them.
    func lastMap(_ pixels: UnsafePointer<UInt8>, into out: UnsafeMutablePointer<Float>) {
        let last = blocks(pixels), channels = last.outputChannels
        var plain: [UInt8] = []
        for place in 0..<last.output.height * last.output.width {
            let (y, x) = place.quotientAndRemainder(dividingBy: last.output.width)
            let group = (y * last.output.rowGroups + x / 4) * channels * 4
            plain += (0..<channels).map { levels.0.pointer[group + $0 / 4 * 16 + x % 4 * 4 + $0 % 4] }
        }
        network.weights.plainHead.map(plain, into: out)
    }

    /// The sixteen blocks; afterwards `levels.0` is the last one's output. Returns its plan.
    private func blocks(_ pixels: UnsafePointer<UInt8>) -> Int8Plan {
        let row = network.input.width * 3
        for y in 0..<network.input.height { (picture.pointer + y * (row + 3)).update(from: pixels + y * row, count: row) }
        for (index, plan) in network.plans.enumerated() {
            let weights = network.weights.blocks[index]
            clearPadding(plan)
            for number in 0..<plan.slabs {
                expand(plan, weights.expand, isStem: index == 0, from: number * plan.slab)
                withUnsafePointer(to: plan.depthwise) {
                    rarity_int8_depthwise($0, slab.pointer + plan.groupBytes, weights.depthwise.layer(from: number * plan.slab),
                                          wide.pointer + number * plan.groupBytes)
                }
            }
            project(plan, weights, index)
            levels = (levels.1, levels.0)
            values = (values.1, values.0)
        }
        return network.plans[network.plans.count - 1]
    }

    /// Blocks share the slab's memory, so the padding at both ends of its rows is made zero again for each.
    private func clearPadding(_ plan: Int8Plan) {
        let row = plan.depthwise.row_bytes, group = plan.groupBytes
        for y in 0..<plan.input.height {
            let start = slab.pointer + y * row
            start.update(repeating: 0, count: group)
            (start + row - group).update(repeating: 0, count: group)
        }
    }

    private func expand(_ plan: Int8Plan, _ weights: PackedInt8Layer, isStem: Bool, from channel: Int) {
        let out = slab.pointer + plan.groupBytes
        if isStem {
            rarity_int8_stem(plan.input.height, plan.input.rowGroups, picture.pointer, (2 * plan.input.width + 1) * 3, weights.layer(), out, plan.places.pointer)
        } else {
            rarity_int8_expand(map(plan.input, levels.0, plan.inputChannels, plan.shape.input), plan.slab,
                               weights.layer(from: channel), out, plan.places.pointer)
        }
    }

    private func project(_ plan: Int8Plan, _ weights: PackedInt8Weights.Block, _ index: Int) {
        let isAdded = index + 1 < network.plans.count && network.plans[index + 1].shape.hasResidual
        var out = rarity_int8_project_out(
            bytes: levels.1.pointer, next_scale: UnsafePointer(weights.levels.pointer),
            values: isAdded ? values.1.pointer : nil, residual: plan.shape.hasResidual ? UnsafePointer(values.0.pointer) : nil)
        rarity_int8_project(map(plan.output, wide, plan.shape.wide, plan.shape.wide), plan.outputChannels, weights.project.layer(), &out)
    }

    /// - Parameter kept: channels as they lie in memory, of which `channels` are read.
    private func map(_ map: GroupedMap, _ levels: Aligned<UInt8>, _ kept: Int, _ channels: Int) -> rarity_int8_map {
        rarity_int8_map(levels: levels.pointer, groups: map.groups, group_bytes: kept * 4, channels: channels, in_tens: map.isInTens)
    }
}
