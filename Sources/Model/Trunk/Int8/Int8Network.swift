// The trunk in 8-bit products, by the kernels for AVX-512 VNNI. What it computes is what IntegerNetwork says in
// plain loops, bit for bit, so embeddings of both may be mixed.

import CKernels

/// The int8 trunk for this processor.
func int8Network(input: TrunkInput) throws(ModelError) -> any TrunkNetwork {
    rarity_has_vnni() ? try Int8Network(input: input) : try IntegerNetwork(input: input)
}

/// EfficientNet-Lite0 in int8. Only for processors where `rarity_has_vnni()` holds.
final class Int8Network: TrunkNetwork {
    let input: TrunkInput
    let weights: PackedInt8Weights
    let plans: [Int8Plan]
    /// 1 for each pixel of the last map's groups, 0 for those beyond its rows.
    let inside: [Float]

    /// Cost: about 0.1 s of one core, for rounding and packing the weights.
    init(input: TrunkInput) throws(ModelError) {
        self.input = input
        plans = Int8Plan.all(input)
        weights = PackedInt8Weights(try .embedded(), plans)
        let last = plans[plans.count - 1].output
        inside = (0..<last.groups * 4).map { $0 % (4 * last.rowGroups) < last.width ? 1 : 0 }
    }

    func makePass() -> any ForwardPass { Int8Pass(self) }
}
