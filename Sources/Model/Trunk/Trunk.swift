// The pretrained network that turns a picture into an embedding: what every class decision is made from.
// A block's forward pass: Trunk+Block.swift. Many pictures: Trunk+Batch.swift.

import CKernels

/// EfficientNet-Lite0 without its classifier, in single precision. Threads may share one; each needs a
/// `Workspace` of its own.
///
/// Source: ImageNet weights of Google's TPU EfficientNet-Lite, see NOTICE. Equal to onnxruntime with the same
/// weights to 1e-4 of the largest value. Cost: 0.46 GMAC at 180x320, about 9 ms of one Zen 4 core.
public final class Trunk: Sendable {
    /// Numbers in an embedding.
    public static let embeddingSize = 1280

    public let name: TrunkName
    let weights: TrunkWeights
    let plans: [BlockPlan]
    let kernels: any TrunkKernels

    /// The trunk with the weights that lie in the program.
    public convenience init(input: TrunkInput) throws(ModelError) {
        try self.init(input: input, kernels: fastestKernels)
    }

    init(input: TrunkInput, kernels: any TrunkKernels) throws(ModelError) {
        name = TrunkName(input: input)
        weights = try TrunkWeights.embedded.get()
        plans = BlockPlan.all(input)
        self.kernels = kernels
    }

    /// Memory for one thread's forward pass.
    public func makeWorkspace() -> Workspace { Workspace(name.input, plans) }

    /// Embeds one picture. No memory is allocated.
    /// - Parameters:
    ///   - pixels: height * width * 3 bytes, rows from the top, red, green and blue of each pixel.
    ///   - out: room for `embeddingSize` floats: the mean over the last map of each channel, 0 to 6.
    ///   - workspace: from this trunk, used by no other thread meanwhile.
    public func embed(_ pixels: UnsafePointer<UInt8>, into out: UnsafeMutablePointer<Float>, _ workspace: Workspace) {
        forward(pixels, into: out, workspace) { _, _, _ in }
    }

    /// The forward pass; `observe` sees each block's number, plan and output (height x width x channels).
    @inline(__always)
    func forward(
        _ pixels: UnsafePointer<UInt8>, into out: UnsafeMutablePointer<Float>, _ workspace: Workspace,
        observe: (Int, BlockPlan, UnsafePointer<Float>) -> Void
    ) {
        prepare(pixels, workspace)
        var x = UnsafePointer(workspace.image.pointer)
        var (y, other) = (workspace.first.pointer, workspace.second.pointer)
        for (index, plan) in plans.enumerated() {
            run(plan, weights.blocks[index], isFirst: index == 0, from: x, to: y, workspace)
            observe(index, plan, y)
            x = UnsafePointer(y)
            swap(&y, &other)
        }
        let last = plans[plans.count - 1]
        let places = last.outHeight * last.outWidth
        out.update(repeating: 0, count: Self.embeddingSize)
        let rows = rarity_rows(values: x, pitch: BlockShape.headInput, run: BlockShape.headInput, runs: 1, stride: 0)
        kernels.product(RARITY_POOL, prefetch: true, rows: places, columns: Self.embeddingSize, rows,
                        weights.head.panels.pointer, weights.head.bias.pointer, out, pitch: Self.embeddingSize, residual: nil)
        for i in 0..<Self.embeddingSize { out[i] /= Float(places) }
    }

    /// Bytes to floats, with the stem's padding: one column and one row of zeros after the picture.
    private func prepare(_ pixels: UnsafePointer<UInt8>, _ workspace: Workspace) {
        let row = name.input.width * 3
        for y in 0..<name.input.height {
            kernels.normalise(pixels + y * row, count: row, workspace.image.pointer + y * (row + 3))
        }
    }
}
