// The trunk in single precision: the kernels for this processor, and the weights in their order.

/// EfficientNet-Lite0 in float32 for one input size.
final class FloatNetwork: TrunkNetwork {
    let input: TrunkInput
    let weights: PackedWeights
    let plans: [BlockPlan]
    let kernels: any TrunkKernels

    init(input: TrunkInput, kernels: any TrunkKernels = fastestKernels) throws(ModelError) {
        self.input = input
        weights = try PackedWeights.embedded.get()
        plans = BlockPlan.all(input)
        self.kernels = kernels
    }

    func makePass() -> any ForwardPass { FloatPass(self) }
}
