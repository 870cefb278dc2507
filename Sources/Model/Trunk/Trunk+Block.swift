// One inverted residual, strip by strip and slab by slab: expand the rows that are new into the ring, make
// the depthwise rows from it while they are in the cache, then project the whole strip.

import CKernels

extension Trunk {
    /// - Parameters:
    ///   - x: the block's input (height x width x channels), for the first block the padded picture.
    ///   - y: room for `plan.outputLength` floats.
    func run(
        _ plan: BlockPlan, _ block: TrunkWeights.Block, isFirst: Bool,
        from x: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>, _ workspace: Workspace
    ) {
        let ring = workspace.ring.pointer, wide = workspace.depthwise.pointer
        clearPadding(plan, ring)
        var next = 0
        var top = 0
        while top < plan.outHeight {
            let bottom = min(top + plan.strip, plan.outHeight)
            let end = min((bottom - 1) * plan.shape.stride - plan.padTop + plan.shape.kernel, plan.height)
            let pixels = (bottom - top) * plan.outWidth
            for slab in 0..<plan.slabs {
                let rows = ring + slab * plan.ring * plan.rowLength
                for row in next..<end { expand(plan, block.expand, isFirst, slab, row, x, rows, prefetch: row == next) }
                let out = wide + slab * pixels * plan.slab
                for row in top..<bottom {
                    depthwise(plan, block.depthwise, slab, row, rows, out + (row - top) * plan.outWidth * plan.slab)
                }
            }
            next = end
            let offset = top * plan.outWidth * plan.shape.output
            let left = rarity_rows(values: wide, pitch: plan.slab, run: plan.slab, runs: plan.slabs, stride: pixels * plan.slab)
            kernels.product(plan.shape.hasResidual ? RARITY_RESIDUAL : RARITY_LINEAR, prefetch: true,
                            rows: pixels, columns: plan.shape.output, left,
                            block.project.panels.pointer, block.project.bias.pointer,
                            y + offset, pitch: plan.shape.output, residual: plan.shape.hasResidual ? x + offset : nil)
            top = bottom
        }
    }

    /// Blocks share the ring, so the padding at both ends of its rows is made zero again for each.
    private func clearPadding(_ plan: BlockPlan, _ ring: UnsafeMutablePointer<Float>) {
        let before = plan.padLeft * plan.slab, end = before + plan.width * plan.slab
        for row in 0..<plan.slabs * plan.ring {
            let start = ring + row * plan.rowLength
            start.update(repeating: 0, count: before)
            (start + end).update(repeating: 0, count: plan.rowLength - end)
        }
    }

    /// One row of one slab of the wide tensor. Weights of a wide input leave L1 between two slabs, so the
    /// slab's first row fetches the next slab's.
    @inline(__always)
    private func expand(
        _ plan: BlockPlan, _ weights: PackedProduct, _ isFirst: Bool, _ slab: Int, _ row: Int,
        _ x: UnsafePointer<Float>, _ rows: UnsafeMutablePointer<Float>, prefetch: Bool
    ) {
        let left: rarity_rows
        if isFirst {                       // a window of three rows of three pixels, two pixels on each time
            let pitch = (2 * plan.width + 1) * 3
            left = rarity_rows(values: x + 2 * row * pitch, pitch: 6, run: 9, runs: 3, stride: pitch)
        } else {
            let channels = plan.shape.input
            left = rarity_rows(values: x + row * plan.width * channels, pitch: channels, run: channels, runs: 1, stride: 0)
        }
        kernels.product(RARITY_RELU6, prefetch: prefetch && plan.shape.input > 64, rows: plan.width, columns: plan.slab, left,
                        weights.panels.pointer + slab * weights.inputs * plan.slab, weights.bias.pointer + slab * plan.slab,
                        rows + row % plan.ring * plan.rowLength + plan.padLeft * plan.slab, pitch: plan.slab, residual: nil)
    }

    /// One output row of one slab.
    @inline(__always)
    private func depthwise(
        _ plan: BlockPlan, _ weights: PackedDepthwise, _ slab: Int, _ row: Int,
        _ rows: UnsafeMutablePointer<Float>, _ out: UnsafeMutablePointer<Float>
    ) {
        let kernel = plan.shape.kernel
        let top = row * plan.shape.stride - plan.padTop
        let inside = max(0, -top)..<min(kernel, plan.height - top)
        withUnsafeTemporaryAllocation(of: UnsafePointer<Float>?.self, capacity: kernel) { input in
            for k in 0..<kernel {
                input[k] = inside.contains(k) ? UnsafePointer(rows + (top + k) % plan.ring * plan.rowLength) : nil
            }
            guard let base = input.baseAddress else { return }
            let channel = slab * plan.slab
            kernels.depthwise(kernel: kernel, stride: plan.shape.stride, rows: inside, UnsafePointer(base),
                              width: plan.outWidth, channels: plan.slab, weights.weights.pointer + channel * kernel * kernel,
                              weights.bias.pointer + channel, out)
        }
    }
}
