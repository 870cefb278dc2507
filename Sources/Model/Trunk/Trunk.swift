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

    /// The last map, of which the embedding is the mean over all places: what the network saw, and where.
    /// - Parameters: as `embed`.
    /// - Returns: `mapHeight * mapWidth` rows from the top left, `embeddingSize` columns, 0 to 6.
    public func featureMap(_ pixels: UnsafePointer<UInt8>, _ workspace: Workspace) -> Matrix {
        let x = runBlocks(pixels, workspace) { _, _, _ in }
        let count = mapHeight * mapWidth * Self.embeddingSize
        return Matrix(rows: mapHeight * mapWidth, columns: Self.embeddingSize, values: [Float](unsafeUninitializedCapacity: count) {
            if let out = $0.baseAddress { head(RARITY_RELU6, x, out) }
            $1 = count
        })
    }

    /// Places of the last map: 6 x 10 at 180x320, 5 x 8 at 144x256.
    public var mapHeight: Int { plans[plans.count - 1].outHeight }
    public var mapWidth: Int { plans[plans.count - 1].outWidth }

    /// The forward pass; `observe` sees each block's number, plan and output (height x width x channels).
    @inline(__always)
    func forward(
        _ pixels: UnsafePointer<UInt8>, into out: UnsafeMutablePointer<Float>, _ workspace: Workspace,
        observe: (Int, BlockPlan, UnsafePointer<Float>) -> Void
    ) {
        let x = runBlocks(pixels, workspace, observe: observe)
        let places = mapHeight * mapWidth
        out.update(repeating: 0, count: Self.embeddingSize)
        head(RARITY_POOL, x, out)
        for i in 0..<Self.embeddingSize { out[i] /= Float(places) }
    }

    /// The sixteen blocks; returns the last one's output.
    @inline(__always)
    private func runBlocks(
        _ pixels: UnsafePointer<UInt8>, _ workspace: Workspace, observe: (Int, BlockPlan, UnsafePointer<Float>) -> Void
    ) -> UnsafePointer<Float> {
        prepare(pixels, workspace)
        var x = UnsafePointer(workspace.image.pointer)
        var (y, other) = (workspace.first.pointer, workspace.second.pointer)
        for (index, plan) in plans.enumerated() {
            run(plan, weights.blocks[index], isFirst: index == 0, from: x, to: y, workspace)
            observe(index, plan, y)
            x = UnsafePointer(y)
            swap(&y, &other)
        }
        return x
    }

    /// The 1x1 convolution after the blocks, of all places at once: pooled, or a row of `out` for each.
    func head(_ epilogue: rarity_epilogue, _ x: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>) {
        let rows = rarity_rows(values: x, pitch: BlockShape.headInput, run: BlockShape.headInput, runs: 1, stride: 0)
        kernels.product(epilogue, prefetch: true, rows: mapHeight * mapWidth, columns: Self.embeddingSize, rows,
                        weights.head.panels.pointer, weights.head.bias.pointer, out, pitch: Self.embeddingSize, residual: nil)
    }

    /// Bytes to floats, with the stem's padding: one column and one row of zeros after the picture.
    private func prepare(_ pixels: UnsafePointer<UInt8>, _ workspace: Workspace) {
        let row = name.input.width * 3
        for y in 0..<name.input.height {
            kernels.normalise(pixels + y * row, count: row, workspace.image.pointer + y * (row + 3))
        }
    }
}
