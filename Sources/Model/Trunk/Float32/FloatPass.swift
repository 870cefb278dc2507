// One picture through the float32 network. A block: FloatPass+Block.swift.

import CKernels

final class FloatPass: ForwardPass {
    let network: FloatNetwork
    /// The normalised picture with a column and a row of padding, which stay zero.
    private let image: Aligned<Float>
    /// Input and output of a block, by turns.
    private let first: Aligned<Float>, second: Aligned<Float>
    /// Rows of the wide tensor, [slab][row][pixel][channel].
    let ring: Aligned<Float>
    /// Where in a slab of the ring each pixel of the rows to expand lies.
    let places: Aligned<Int>
    /// The depthwise convolution's output for a strip, [slab][pixel][channel].
    let depthwise: Aligned<Float>

    init(_ network: FloatNetwork) {
        self.network = network
        let input = network.input, plans = network.plans
        image = Aligned(count: (input.height + 1) * (input.width + 1) * 3)
        let output = plans.map(\.outputLength).max() ?? 0
        first = Aligned(count: output)
        second = Aligned(count: output)
        ring = Aligned(count: plans.map(\.ringLength).max() ?? 0)
        places = Aligned(count: plans.map { $0.ring * $0.width }.max() ?? 0)
        depthwise = Aligned(count: plans.map(\.depthwiseLength).max() ?? 0)
    }

    func embed(_ pixels: UnsafePointer<UInt8>, into out: UnsafeMutablePointer<Float>) {
        forward(pixels, into: out) { _, _, _ in }
    }

    /// The forward pass; `observe` sees each block's number, plan and output (height x width x channels).
    @inline(__always)
    func forward(
        _ pixels: UnsafePointer<UInt8>, into out: UnsafeMutablePointer<Float>,
        observe: (Int, BlockPlan, UnsafePointer<Float>) -> Void
    ) {
        let x = blocks(pixels, observe: observe)
        out.update(repeating: 0, count: Trunk.embeddingSize)
        head(RARITY_POOL, x, out)
        for i in 0..<Trunk.embeddingSize { out[i] /= Float(mapPlaces) }
    }

    func lastMap(_ pixels: UnsafePointer<UInt8>, into out: UnsafeMutablePointer<Float>) {
        head(RARITY_RELU6, blocks(pixels) { _, _, _ in }, out)
    }

    private var mapPlaces: Int {
        let last = network.plans[network.plans.count - 1]
        return last.outHeight * last.outWidth
    }

    /// The first blocks alone; returns the last one's output, which stands until the next picture.
    func output(ofBlocks count: Int, _ pixels: UnsafePointer<UInt8>) -> UnsafePointer<Float> {
        blocks(pixels, count: count) { _, _, _ in }
    }

    /// The sixteen blocks, or the first `count`; returns the last one's output.
    @inline(__always)
    private func blocks(
        _ pixels: UnsafePointer<UInt8>, count: Int = .max, observe: (Int, BlockPlan, UnsafePointer<Float>) -> Void
    ) -> UnsafePointer<Float> {
        prepare(pixels)
        var x = UnsafePointer(image.pointer)
        var (y, other) = (first.pointer, second.pointer)
        for (index, plan) in network.plans.prefix(count).enumerated() {
            run(plan, network.weights.blocks[index], isFirst: index == 0, from: x, to: y)
            observe(index, plan, y)
            x = UnsafePointer(y)
            swap(&y, &other)
        }
        return x
    }

    /// The 1x1 convolution after the blocks, of all places at once: pooled, or a row of `out` for each.
    private func head(_ epilogue: rarity_epilogue, _ x: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>) {
        let rows = rarity_rows(values: x, pitch: BlockShape.headInput, run: BlockShape.headInput, runs: 1, stride: 0)
        let head = network.weights.head
        network.kernels.product(epilogue, prefetch: true, rows: mapPlaces, columns: Trunk.embeddingSize, rows,
                                head.panels.pointer, head.bias.pointer, out, pitch: Trunk.embeddingSize, residual: nil)
    }

    /// Bytes to floats, with the stem's padding: one column and one row of zeros after the picture.
    private func prepare(_ pixels: UnsafePointer<UInt8>) {
        let row = network.input.width * 3
        for y in 0..<network.input.height {
            network.kernels.normalise(pixels + y * row, count: row, image.pointer + y * (row + 3))
        }
    }
}
