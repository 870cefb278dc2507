// Every output from every input. In the earlier network this layer holds 69 of the 69.1 million weights, so its
// cost is memory, and it has its update in the gradient pass: the gradient never exists as a whole.

import CKernels
import COpenBLAS

/// y = x W + b, then ReLU if asked; weights lie as [input][output], as in Keras.
final class Dense: BatchLayer {
    let name: String
    let input: MapShape, output: MapShape
    let weight: Parameter, bias: Parameter
    let rectified: Bool
    /// A lane's share of the output, summed over its share of the inputs.
    private var partial = AlignedFloats(count: 0)
    private var blocks: [AlignedFloats] = []

    /// Rows of weights that are updated at once: with 512 columns 256 KB.
    private static let block = 128

    /// The kernels of network_dense.c can do it.
    private let isFast: Bool

    /// - Parameter plain: use the plain path where there is a faster one too.
    init(_ name: String, _ input: MapShape, outputs: Int, rectified: Bool, plain: Bool = false) {
        isFast = !plain && rarity_has_avx2() && outputs % 16 == 0 && input.count % 4 == 0
        self.name = name
        self.input = input.flat
        output = MapShape(1, 1, outputs)
        self.rectified = rectified
        weight = Parameter("\(name).weight", [input.count, outputs])
        bias = Parameter("\(name).bias", [outputs])
        Linear.prepare()
    }

    var parameters: [Parameter] { [weight, bias] }

    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ batch: Batch) {
        let n = batch.pictures, inputs = input.count, outputs = output.count
        takeMemory(batch)
        if partial.count < Team.lanes * n * outputs { partial = AlignedFloats(count: Team.lanes * n * outputs) }
        batch.team.run(Team.lanes) { lane, thread in
            let rows = Team.share(inputs, piece: lane, of: Team.lanes, step: Self.block)
            let out = partial.pointer + lane * n * outputs
            guard !rows.isEmpty else { return out.update(repeating: 0, count: n * outputs) }
            if isFast && n >= 3 {
                return rarity_dense_forward(kernel(n, rows.count), x + rows.lowerBound, weight.values.pointer + rows.lowerBound * outputs,
                                            out, blocks[thread].pointer)
            }
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(n), Int32(outputs), Int32(rows.count),
                        1, x + rows.lowerBound, Int32(inputs), weight.values.pointer + rows.lowerBound * outputs, Int32(outputs),
                        0, out, Int32(outputs))
        }
        for row in 0..<n { (y + row * outputs).update(from: bias.values.pointer, count: outputs) }
        for lane in 0..<Team.lanes { addTo(y, partial.pointer + lane * n * outputs, n * outputs) }
        addBias(y, rows: n, columns: outputs, nil, rectified: rectified)
    }

    func backward(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafeMutablePointer<Float>,
                  _ dx: UnsafeMutablePointer<Float>?, _ batch: Batch, _ optimiser: Optimiser?) -> [Parameter] {
        let n = batch.pictures, inputs = input.count, outputs = output.count
        if rectified { maskByReLU(dy, y, n * outputs) }
        bias.gradient.pointer.update(repeating: 0, count: outputs)
        addColumns(bias.gradient.pointer, dy, rows: n, columns: outputs)
        let update = optimiser?.update(of: weight)
        let whole = update == nil ? weight.gradient : nil
        takeMemory(batch)
        let pieces = (inputs + Self.block - 1) / Self.block
        batch.team.run(min(pieces, 64)) { piece, thread in
            for part in Team.share(pieces, piece: piece, of: min(pieces, 64)) where !batch.team.isCancelled() {
                let first = part * Self.block, rows = min(Self.block, inputs - first)
                let weights = weight.values.pointer + first * outputs
                if isFast, n >= 3, let update, let slot = update.first {
                    rarity_dense_backward(kernel(n, rows), update.rule, x + first, dy, weights, slot + first * outputs,
                                          update.second.map { $0 + first * outputs }, dx.map { $0 + first }, blocks[thread].pointer)
                    continue
                }
                if let dx {
                    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, Int32(n), Int32(rows), Int32(outputs),
                                1, dy, Int32(outputs), weights, Int32(outputs), 0, dx + first, Int32(inputs))
                }
                let gradient = whole.map { $0.pointer + first * outputs } ?? blocks[thread].pointer
                cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, Int32(rows), Int32(outputs), Int32(n),
                            1, x + first, Int32(inputs), dy, Int32(outputs), 0, gradient, Int32(outputs))
                update?.apply(gradient, from: first * outputs, count: rows * outputs)
            }
        }
        return update == nil ? [] : [weight]
    }

    private func kernel(_ pictures: Int, _ rows: Int) -> rarity_dense {
        rarity_dense(pictures: pictures, pitch: input.count, rows: rows, outputs: output.count)
    }

    /// Scratch memory for each thread.
    private func takeMemory(_ batch: Batch) {
        let count = Self.block * max(output.count, batch.pictures) + 4 * (output.count + batch.pictures)
        if let first = blocks.first, first.count < count { blocks = [] }
        while blocks.count < batch.team.threads { blocks.append(AlignedFloats(count: count)) }
    }
}
