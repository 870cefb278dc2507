import CKernels
import Testing
@testable import Model

@Suite("Kernels of the trunk", .enabled(if: rarity_has_avx2(), "this processor has no AVX2, so there is one make only"))
struct TrunkKernelTests {
    /// Numbers that look random, the same in every run, -1 to 1.
    static func noise(_ count: Int, seed: UInt64) -> [Float] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int32(truncatingIfNeeded: state >> 33)) / Float(1 << 30) - 1
        }
    }

    @Test("a product is the same in C, in Swift and in three plain loops, for every epilogue and rest of rows",
          arguments: [RARITY_LINEAR, RARITY_RELU6, RARITY_RESIDUAL, RARITY_POOL].map(\.rawValue), [16, 24, 32, 40, 80, 112])
    func product(epilogue raw: UInt32, columns: Int) {
        let epilogue = rarity_epilogue(rawValue: raw)
        for (rows, run, runs) in [(1, 8, 1), (7, 24, 2), (13, 9, 3), (60, 40, 1)] {
            let inner = run * runs
            let weights = Self.noise(columns * inner, seed: 1), bias = Self.noise(columns, seed: 2)
            let left = Self.noise(rows * inner, seed: 3), residual = Self.noise(rows * columns, seed: 4)
            let packed = PackedProduct(weights: weights, bias: bias, inputs: inner, outputs: columns)
            var expected = [Float](repeating: 0, count: rows * columns)
            for row in 0..<rows {
                for column in 0..<columns {
                    var sum = bias[column]
                    for k in 0..<inner { sum += left[(k / run * rows + row) * run + k % run] * weights[column * inner + k] }
                    switch epilogue {
                    case RARITY_RELU6: expected[row * columns + column] = min(max(sum, 0), 6)
                    case RARITY_RESIDUAL: expected[row * columns + column] = sum + residual[row * columns + column]
                    case RARITY_POOL: expected[column] += min(max(sum, 0), 6)
                    default: expected[row * columns + column] = sum
                    }
                }
            }
            for kernels in [AVX2Kernels(), PortableKernels()] as [any TrunkKernels] {
                var out = [Float](repeating: 0, count: rows * columns)
                left.withUnsafeBufferPointer { left in
                    let operand = rarity_rows(values: left.baseAddress, pitch: run, run: run, runs: runs, stride: rows * run)
                    kernels.product(epilogue, prefetch: true, rows: rows, columns: columns, operand, packed.panels.pointer,
                                    packed.bias.pointer, &out, pitch: columns, residual: residual)
                }
                #expect(relativeError(out, expected) < 1e-5, "\(type(of: kernels)), \(rows) rows of \(runs) x \(run)")
            }
        }
    }

    @Test("a product whose rows are scattered has the rows of a plain one, each in its place", arguments: [16, 24])
    func expand(columns: Int) {
        let rows = 23, inner = 40
        let packed = PackedProduct(weights: Self.noise(columns * inner, seed: 8), bias: Self.noise(columns, seed: 9), inputs: inner, outputs: columns)
        let left = Self.noise(rows * inner, seed: 10)
        // Padded rows of ten pixels, the last first.
        let places = (0..<rows).map { (2 - $0 / 10) * 12 * columns + ($0 % 10 + 1) * columns }
        for kernels in [AVX2Kernels(), PortableKernels()] as [any TrunkKernels] {
            var plain = [Float](repeating: 0, count: rows * columns), out = [Float](repeating: -1, count: 36 * columns)
            left.withUnsafeBufferPointer { left in
                let operand = rarity_rows(values: left.baseAddress, pitch: inner, run: inner, runs: 1, stride: 0)
                kernels.product(RARITY_RELU6, prefetch: false, rows: rows, columns: columns, operand, packed.panels.pointer,
                                packed.bias.pointer, &plain, pitch: columns, residual: nil)
                kernels.expand(prefetch: true, rows: rows, width: columns, operand, packed.panels.pointer, packed.bias.pointer,
                               &out, places: places)
            }
            var expected = [Float](repeating: -1, count: 36 * columns)
            for row in 0..<rows { expected.replaceSubrange(places[row]..<places[row] + columns, with: plain[row * columns..<(row + 1) * columns]) }
            #expect(relativeError(out, expected) < 1e-6, "\(type(of: kernels))")
        }
    }

    @Test("a depthwise row is the same in C, in Swift and in plain loops", arguments: [3, 5], [1, 2])
    func depthwise(kernel: Int, stride: Int) {
        for (width, rows) in [(1, 0..<kernel), (5, 1..<kernel), (12, 0..<kernel - 1), (19, 1..<kernel - 1), (20, 0..<kernel)] {
            let channels = 24, padded = (width - 1) * stride + kernel
            let input = Self.noise(kernel * padded * channels, seed: 5), bias = Self.noise(channels, seed: 6)
            let weights = Self.noise(channels * kernel * kernel, seed: 7)
            let packed = PackedDepthwise(weights: weights, bias: bias, kernel: kernel)
            var expected: [Float] = []
            for x in 0..<width {
                for channel in 0..<channels {
                    var sum = bias[channel]
                    for y in rows {
                        for k in 0..<kernel {
                            sum += input[(y * padded + x * stride + k) * channels + channel] * weights[(channel * kernel + y) * kernel + k]
                        }
                    }
                    expected.append(min(max(sum, 0), 6))
                }
            }
            for kernels in [AVX2Kernels(), PortableKernels()] as [any TrunkKernels] {
                var out = [Float](repeating: -1, count: width * channels)
                input.withUnsafeBufferPointer { input in
                    let pointers = (0..<kernel).map { y in rows.contains(y) ? input.baseAddress.map { $0 + y * padded * channels } : nil }
                    kernels.depthwise(kernel: kernel, stride: stride, rows: rows, pointers, width: width, channels: channels,
                                      packed.weights.pointer, packed.bias.pointer, &out)
                }
                #expect(relativeError(out, expected) < 1e-5, "\(type(of: kernels)), \(width) pixels, rows \(rows)")
            }
        }
    }

    @Test("bytes become (level - 127) / 128 in both makes, whatever the count")
    func normalise() {
        let bytes = (0..<259).map { UInt8($0 % 256) }
        for count in [0, 1, 7, 8, 259] {
            for kernels in [AVX2Kernels(), PortableKernels()] as [any TrunkKernels] {
                var out = [Float](repeating: 9, count: 260)
                kernels.normalise(bytes, count: count, &out)
                #expect(Array(out[..<count]) == bytes[..<count].map { (Float($0) - 127) / 128 } && out[count] == 9)
            }
        }
    }
}
