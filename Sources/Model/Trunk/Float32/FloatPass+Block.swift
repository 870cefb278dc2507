// One inverted residual, strip by strip and slab by slab: expand the rows that are new into the ring, make
// the depthwise rows from it while they are in the cache, then project the whole strip.

import CKernels

extension FloatPass {
    /// - Parameters:
    ///   - x: the block's input (height x width x channels), for the first block the padded picture.
    ///   - y: room for `plan.outputLength` floats.
    func run(
        _ plan: BlockPlan, _ block: PackedWeights.Block, isFirst: Bool,
        from x: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>
    ) {
        let ring = ring.pointer, wide = depthwise.pointer, places = places.pointer
        clearPadding(plan, ring)
        var next = 0
        var top = 0
        while top < plan.outHeight {
            let bottom = min(top + plan.strip, plan.outHeight)
            let end = min((bottom - 1) * plan.shape.stride - plan.padTop + plan.shape.kernel, plan.height)
            let pixels = (bottom - top) * plan.outWidth
            if !isFirst { place(plan, next..<end, places) }
            for slab in 0..<plan.slabs {
                let rows = ring + slab % plan.ringSlabs * plan.ring * plan.rowLength
                if isFirst {
                    stem(plan, block.expand, slab, next..<end, x, rows)
                } else {
                    expand(plan, block.expand, slab, next..<end, x, rows, places)
                }
                let out = wide + slab * pixels * plan.slab
                for row in top..<bottom {
                    depthwiseRow(plan, block.depthwise, slab, row, rows, out + (row - top) * plan.outWidth * plan.slab)
                }
            }
            next = end
            let offset = top * plan.outWidth * plan.shape.output
            let left = rarity_rows(values: wide, pitch: plan.slab, run: plan.slab, runs: plan.slabs, stride: pixels * plan.slab)
            network.kernels.product(plan.shape.hasResidual ? RARITY_RESIDUAL : RARITY_LINEAR, prefetch: true,
                            rows: pixels, columns: plan.shape.output, left,
                            block.project.panels.pointer, block.project.bias.pointer,
                            y + offset, pitch: plan.shape.output, residual: plan.shape.hasResidual ? x + offset : nil)
            top = bottom
        }
    }

    /// Blocks share the ring, so the padding at both ends of its rows is made zero again for each.
    private func clearPadding(_ plan: BlockPlan, _ ring: UnsafeMutablePointer<Float>) {
        let before = plan.padLeft * plan.slab, end = before + plan.width * plan.slab
        for row in 0..<plan.ringSlabs * plan.ring {
            let start = ring + row * plan.rowLength
            start.update(repeating: 0, count: before)
            (start + end).update(repeating: 0, count: plan.rowLength - end)
        }
    }

    /// Where in a slab of the ring each pixel of some rows lies: the same for every slab.
    private func place(_ plan: BlockPlan, _ rows: Range<Int>, _ places: UnsafeMutablePointer<Int>) {
        var next = places
        for row in rows {
            let start = row % plan.ring * plan.rowLength + plan.padLeft * plan.slab
            for x in 0..<plan.width { next[x] = start + x * plan.slab }
            next += plan.width
        }
    }

    /// Some rows of one slab of the wide tensor, as one product: rows of ten pixels do not fill tiles of four.
    /// Weights of a wide input leave L1 between two slabs, so each slab fetches the next one's.
    private func expand(
        _ plan: BlockPlan, _ weights: PackedProduct, _ slab: Int, _ rows: Range<Int>,
        _ x: UnsafePointer<Float>, _ ring: UnsafeMutablePointer<Float>, _ places: UnsafePointer<Int>
    ) {
        let channels = plan.shape.input
        let first = x + rows.lowerBound * plan.width * channels
        let left = rarity_rows(values: first, pitch: channels, run: channels, runs: 1, stride: 0)
        network.kernels.expand(prefetch: channels > 64, rows: rows.count * plan.width, width: plan.slab, left,
                       weights.panels.pointer + slab * channels * plan.slab, weights.bias.pointer + slab * plan.slab,
                       ring, places: places)
    }

    /// The same for the stem: a window of three rows of three pixels, two pixels on each time.
    private func stem(
        _ plan: BlockPlan, _ weights: PackedProduct, _ slab: Int, _ rows: Range<Int>,
        _ x: UnsafePointer<Float>, _ ring: UnsafeMutablePointer<Float>
    ) {
        let pitch = (2 * plan.width + 1) * 3
        for row in rows {
            let left = rarity_rows(values: x + 2 * row * pitch, pitch: 6, run: 9, runs: 3, stride: pitch)
            network.kernels.product(RARITY_RELU6, prefetch: false, rows: plan.width, columns: plan.slab, left,
                            weights.panels.pointer + slab * weights.inputs * plan.slab, weights.bias.pointer + slab * plan.slab,
                            ring + row % plan.ring * plan.rowLength + plan.padLeft * plan.slab, pitch: plan.slab, residual: nil)
        }
    }

    /// One output row of one slab.
    @inline(__always)
    private func depthwiseRow(
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
            network.kernels.depthwise(kernel: kernel, stride: plan.shape.stride, rows: inside, UnsafePointer(base),
                              width: plan.outWidth, channels: plan.slab, weights.weights.pointer + channel * kernel * kernel,
                              weights.bias.pointer + channel, out)
        }
    }
}
