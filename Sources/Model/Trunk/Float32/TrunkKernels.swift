// The inner loops of the trunk, in two makes: C for AVX2 (Sources/Clibs/CKernels), and plain Swift
// for every other processor. A test runs both on the same input.

import CKernels

/// What a make of the kernels can do; shapes and layouts as trunk_kernels.h says.
protocol TrunkKernels: Sendable {
    /// out (rows x columns, `pitch` apart) = epilogue(left * panels + bias).
    func product(
        _ epilogue: rarity_epilogue, prefetch: Bool, rows: Int, columns: Int, _ left: rarity_rows,
        _ panels: UnsafePointer<Float>, _ bias: UnsafePointer<Float>,
        _ out: UnsafeMutablePointer<Float>, pitch: Int, residual: UnsafePointer<Float>?)

    /// One panel of `width` columns with ReLU6, row i to out + places[i].
    func expand(
        prefetch: Bool, rows: Int, width: Int, _ left: rarity_rows, _ panel: UnsafePointer<Float>,
        _ bias: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>, places: UnsafePointer<Int>)

    /// One row of `width` pixels; `input[y]` for y in `rows` are the picture's rows under the kernel.
    func depthwise(
        kernel: Int, stride: Int, rows: Range<Int>, _ input: UnsafePointer<UnsafePointer<Float>?>, width: Int, channels: Int,
        _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>)

    /// (level - 127) / 128.
    func normalise(_ bytes: UnsafePointer<UInt8>, count: Int, _ out: UnsafeMutablePointer<Float>)
}

/// The C kernels, or where the processor lacks AVX2, FMA or F16C, the Swift ones.
let fastestKernels: any TrunkKernels = rarity_has_avx2() ? AVX2Kernels() : PortableKernels()

/// The kernels of Sources/Clibs/CKernels. Only for processors where `rarity_has_avx2()` holds.
struct AVX2Kernels: TrunkKernels {
    func product(
        _ epilogue: rarity_epilogue, prefetch: Bool, rows: Int, columns: Int, _ left: rarity_rows,
        _ panels: UnsafePointer<Float>, _ bias: UnsafePointer<Float>,
        _ out: UnsafeMutablePointer<Float>, pitch: Int, residual: UnsafePointer<Float>?
    ) {
        rarity_product(epilogue, prefetch, rows, columns, left, panels, bias, out, pitch, residual)
    }

    func expand(
        prefetch: Bool, rows: Int, width: Int, _ left: rarity_rows, _ panel: UnsafePointer<Float>,
        _ bias: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>, places: UnsafePointer<Int>
    ) {
        rarity_expand(prefetch, rows, width, left, panel, bias, out, places)
    }

    func depthwise(
        kernel: Int, stride: Int, rows: Range<Int>, _ input: UnsafePointer<UnsafePointer<Float>?>, width: Int, channels: Int,
        _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>
    ) {
        rarity_depthwise(Int32(kernel), Int32(stride), Int32(rows.lowerBound), Int32(rows.upperBound), input,
                         width, channels, weights, bias, out)
    }

    func normalise(_ bytes: UnsafePointer<UInt8>, count: Int, _ out: UnsafeMutablePointer<Float>) {
        rarity_normalise(bytes, count, out)
    }
}
