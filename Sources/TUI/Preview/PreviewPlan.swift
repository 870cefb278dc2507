// All that depends on the sizes of picture and cell grid but not on the picture. Made once, kept, used
// by all threads.

import CKernels
import Synchronization

/// What a fit aims at.
struct FitSettings: Hashable, Sendable {
    /// The blur, canvas pixels; a cell is 8x16.
    var sigma: Double
    /// Weight of the unblurred error against the blurred one.
    var lambda: Double
    /// Gain that a change of glyph must bring while colours are free: 20 makes a film calmer, for .15 dB.
    var keep: Double
    /// Whether glyphs of the given kinds may be used.
    var allowsShades: Bool
    var allowsBlocks: Bool
    var allowsSextants = false

    /// Glyphs that are looked at.
    var lanes: Int { allowsSextants ? BlockGlyph.count : BlockGlyph.blockCount }
}

/// Filters, shapes and equations for one picture size, grid and settings.
final class PreviewPlan: @unchecked Sendable {
    let width: Int, height: Int, columns: Int, rows: Int
    /// Pointers into memory that this plan owns and never changes.
    let kernelPlan: UnsafePointer<preview_plan>

    private let idle = Mutex<[PreviewWork]>([])
    private let storage: UnsafeMutablePointer<preview_plan>
    private var owned: [UnsafeMutableRawPointer] = []

    /// - Cost: a few ms.
    init(width: Int, height: Int, columns: Int, rows: Int, settings: FitSettings) {
        (self.width, self.height, self.columns, self.rows) = (width, height, columns, rows)
        storage = .allocate(capacity: 1)
        kernelPlan = UnsafePointer(storage)
        var plan = preview_plan()
        plan.width = Int32(width)
        plan.height = Int32(height)
        plan.columns = Int32(columns)
        plan.rows = Int32(rows)
        plan.stride = Int32((2 * columns + 2 * Int(PREVIEW_MARGIN) + 7) & ~7)
        plan.pixel_stride = Int32((3 * width + 8 + 15) & ~15)
        plan.groups = Int32(settings.lanes / 8)
        plan.lambda = Float(settings.lambda / 16)  // a sample stands for 16 canvas pixels
        plan.keep = Float(settings.keep)
        storage.initialize(to: plan)

        storage.pointee.classes = UnsafePointer(keep(classes(settings)).bindMemory(
            to: preview_class.self, capacity: Int(PREVIEW_CLASS_COUNT)))
        storage.pointee.blur_x = filter(.blur(source: width, samples: 2 * columns, sigma: settings.sigma))
        storage.pointee.blur_y = filter(.blur(source: height, samples: 4 * rows, sigma: settings.sigma))
        storage.pointee.box_x = filter(.box(source: width, parts: 8 * columns))
        storage.pointee.box_y = filter(.box(source: height, parts: 8 * rows))
        storage.pointee.noise = UnsafePointer(keep(GlyphNoise.table).assumingMemoryBound(to: Float.self))
        withUnsafeMutableBytes(of: &storage.pointee.penalty) { bytes in
            let floats = bytes.bindMemory(to: Float.self)
            for lane in 0..<BlockGlyph.count { floats[lane] = Self.isAllowed(lane, settings) ? 0 : 1e30 }
        }
        withUnsafeMutableBytes(of: &storage.pointee.area) { bytes in
            let floats = bytes.bindMemory(to: Float.self)
            for lane in 0..<BlockGlyph.count {
                // A lane that is not used must not divide by nothing either.
                floats[lane] = lane < BlockGlyph.blockCount || BlockGlyph.isSextant(lane) ? Float(GlyphClass.area(lane) * 128) : 64
            }
        }
    }

    deinit {
        for pointer in owned { pointer.deallocate() }
        storage.deallocate()
    }

    /// Lends memory for a fit; as many as there are threads are kept.
    func withWork<Result>(_ body: (PreviewWork) -> Result) -> Result {
        let work = idle.withLock { $0.popLast() } ?? PreviewWork(self)
        defer { idle.withLock { $0.append(work) } }
        return body(work)
    }

    private static func isAllowed(_ lane: Int, _ settings: FitSettings) -> Bool {
        if lane == BlockGlyph.full { return true }
        if BlockGlyph.isSolid(lane) { return false }
        if lane >= BlockGlyph.blockCount { return settings.allowsSextants && BlockGlyph.isSextant(lane) }
        return BlockGlyph.isShade(lane) ? settings.allowsShades : settings.allowsBlocks
    }

    /// All classes in the kernels' order: top, middle, bottom times left, second, middle, last but one,
    /// right. Where the grid has no such cell, the class is not used.
    private func classes(_ settings: FitSettings) -> [Float] {
        let kernel = BlurKernel(sigma: settings.sigma)
        let x = BlurProfile(kernel: kernel, cells: columns, cellSize: 8)
        let y = BlurProfile(kernel: kernel, cells: rows, cellSize: 16)
        return [0, min(1, rows - 1), rows - 1].flatMap { cellY in
            [0, columns / 2, columns - 1, min(1, columns - 1), max(0, columns - 2)].flatMap { cellX in
                GlyphClass(x: x, cellX: cellX, y: y, cellY: cellY, lambda: settings.lambda / 16,
                           lanes: settings.lanes).floats
            }
        }
    }

    /// Copies into memory with the alignment of vectors.
    private func keep<Element>(_ values: [Element]) -> UnsafeMutableRawPointer {
        let bytes = values.count * MemoryLayout<Element>.stride
        let out = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes), alignment: 64)
        values.withUnsafeBytes { if let base = $0.baseAddress { out.copyMemory(from: base, byteCount: bytes) } }
        owned.append(out)
        return out
    }

    private func filter(_ made: SampleFilter) -> preview_filter {
        preview_filter(
            taps: Int32(made.taps),
            first: UnsafePointer(keep(made.first).assumingMemoryBound(to: Int32.self)),
            weights: UnsafePointer(keep(made.weights).assumingMemoryBound(to: Float.self)))
    }
}
