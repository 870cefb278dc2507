// The kernels in plain Swift, for processors without AVX2: the same results but for rounding, at about a
// quarter of the speed. `a * b + c`, not `addingProduct`: without FMA that calls a function a number.

import CKernels

struct PortableKernels: TrunkKernels {
    func product(
        _ epilogue: rarity_epilogue, prefetch: Bool, rows: Int, columns: Int, _ left: rarity_rows,
        _ panels: UnsafePointer<Float>, _ bias: UnsafePointer<Float>,
        _ out: UnsafeMutablePointer<Float>, pitch: Int, residual: UnsafePointer<Float>?
    ) {
        var panel = panels
        var column = 0
        while column < columns {
            let width = rarity_panel_width(columns, column)
            forEachSum(rows, width, left, panel, bias + column) { row, part, sum in
                let place = column + part, offset = row * pitch + place
                switch epilogue {
                case RARITY_RELU6: store(relu6(sum), out + offset)
                case RARITY_RESIDUAL: store(sum + (residual.map { load($0 + offset) } ?? .zero), out + offset)
                case RARITY_POOL: store(load(out + place) + relu6(sum), out + place)
                default: store(sum, out + offset)
                }
            }
            panel += left.run * left.runs * width
            column += width
        }
    }

    func expand(
        prefetch: Bool, rows: Int, width: Int, _ left: rarity_rows, _ panel: UnsafePointer<Float>,
        _ bias: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>, places: UnsafePointer<Int>
    ) {
        forEachSum(rows, width, left, panel, bias) { row, part, sum in store(relu6(sum), out + places[row] + part) }
    }

    /// Calls `body` with row, first of eight columns, and their sums with the bias.
    @inline(__always)
    private func forEachSum(
        _ rows: Int, _ width: Int, _ left: rarity_rows, _ panel: UnsafePointer<Float>, _ bias: UnsafePointer<Float>,
        _ body: (Int, Int, SIMD8<Float>) -> Void
    ) {
        for part in stride(from: 0, to: width, by: 8) {
            var row = 0
            while row + 4 <= rows {
                let sums = Tile(left, row, panel + part, width, bias: load(bias + part)).fourRows()
                body(row, part, sums.0)
                body(row + 1, part, sums.1)
                body(row + 2, part, sums.2)
                body(row + 3, part, sums.3)
                row += 4
            }
            while row < rows {
                body(row, part, Tile(left, row, panel + part, width, bias: load(bias + part)).oneRow())
                row += 1
            }
        }
    }

    func depthwise(
        kernel: Int, stride: Int, rows: Range<Int>, _ input: UnsafePointer<UnsafePointer<Float>?>, width: Int, channels: Int,
        _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>
    ) {
        for channel in Swift.stride(from: 0, to: channels, by: 8) {
            for x in 0..<width {
                var sum = load(bias + channel)
                for y in rows {
                    guard let row = input[y] else { continue }
                    for k in 0..<kernel {
                        let weight = load(weights + channel * kernel * kernel + (y * kernel + k) * 8)
                        sum = load(row + (x * stride + k) * channels + channel) * weight + sum
                    }
                }
                store(relu6(sum), out + x * channels + channel)
            }
        }
    }

    func normalise(_ bytes: UnsafePointer<UInt8>, count: Int, _ out: UnsafeMutablePointer<Float>) {
        for i in 0..<count { out[i] = (Float(bytes[i]) - 127) / 128 }
    }
}

/// Eight columns of a product: four rows at once keep eight registers of SSE2 busy.
private struct Tile {
    let left: rarity_rows, values: UnsafePointer<Float>, panel: UnsafePointer<Float>, width: Int, bias: SIMD8<Float>

    @inline(__always)
    init(_ left: rarity_rows, _ row: Int, _ panel: UnsafePointer<Float>, _ width: Int, bias: SIMD8<Float>) {
        self.left = left
        values = left.values + row * left.pitch
        self.panel = panel
        self.width = width
        self.bias = bias
    }

    @inline(__always)
    func fourRows() -> (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>) {
        var a = bias, b = bias, c = bias, d = bias
        var weights = panel
        for run in 0..<left.runs {
            let start = values + run * left.stride
            for k in 0..<left.run {
                let weight = load(weights), value = start + k
                a = value[0] * weight + a
                b = value[left.pitch] * weight + b
                c = value[2 * left.pitch] * weight + c
                d = value[3 * left.pitch] * weight + d
                weights += width
            }
        }
        return (a, b, c, d)
    }

    @inline(__always)
    func oneRow() -> SIMD8<Float> {
        var sum = bias
        var weights = panel
        for run in 0..<left.runs {
            for k in 0..<left.run {
                sum = values[run * left.stride + k] * load(weights) + sum
                weights += width
            }
        }
        return sum
    }
}

@inline(__always)
private func relu6(_ x: SIMD8<Float>) -> SIMD8<Float> {
    pointwiseMin(pointwiseMax(x, SIMD8(repeating: 0)), SIMD8(repeating: 6))
}
