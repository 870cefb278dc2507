// The memory of one fit. It is large, so it is kept and used again for the next picture of the same plan.

import CKernels

/// Scratch and result of a fit. Unchecked: the pool hands it to one thread at a time.
final class PreviewWork: @unchecked Sendable {
    let kernelWork: UnsafeMutablePointer<preview_work>
    private let memory: UnsafeMutableRawPointer

    /// Gives the cells that stay as they are.
    func freeze(_ frozen: [FittedCell?]) {
        let w = kernelWork.pointee
        for (i, cell) in frozen.enumerated() {
            w.frozen[i] = cell == nil ? 0 : 1
            guard let cell else { continue }
            w.glyphs[i] = cell.lane
            for k in 0..<3 {
                w.colours[6 * i + k] = Float(cell.front[k])
                w.colours[6 * i + 3 + k] = Float(cell.back[k])
            }
        }
    }

    /// The result of `count` cells.
    func cells(_ count: Int) -> [FittedCell] {
        let w = kernelWork.pointee
        return (0..<count).map { i in
            let levels = w.colours + 6 * i
            func colour(_ k: Int) -> SIMD3<UInt8> {
                SIMD3(UInt8(levels[k].rounded()), UInt8(levels[k + 1].rounded()), UInt8(levels[k + 2].rounded()))
            }
            return FittedCell(lane: w.glyphs[i], front: colour(0), back: colour(3))
        }
    }

    init(_ plan: PreviewPlan) {
        let p = plan.kernelPlan.pointee
        let cells = plan.columns * plan.rows
        let plane = (4 * plan.rows + 8) * Int(p.stride)
        let sizes = [
            plane, plane, plane, plan.height * Int(p.pixel_stride), Int(p.pixel_stride),
            4 * 8 * plan.columns * 4, cells * 3 * 8 * Int(p.groups), cells * 6 + 8, cells / 4 + 1, cells / 4 + 1,
        ].map { ($0 * 4 + 63) & ~63 }
        memory = .allocate(byteCount: sizes.reduce(0, +), alignment: 64)
        var next = memory
        let parts = sizes.map { size in
            defer { next += size }
            return next
        }
        func floats(_ i: Int) -> UnsafeMutablePointer<Float> { parts[i].assumingMemoryBound(to: Float.self) }
        kernelWork = .allocate(capacity: 1)
        kernelWork.initialize(to: preview_work(
            residual: (floats(0), floats(1), floats(2)), pixels: floats(3), row: floats(4), means: floats(5),
            sums: floats(6), colours: floats(7), glyphs: parts[8].assumingMemoryBound(to: UInt8.self),
            frozen: parts[9].assumingMemoryBound(to: UInt8.self)))
    }

    deinit {
        kernelWork.deallocate()
        memory.deallocate()
    }
}
