// The int8 trunk in plain loops over whole numbers: what the fast kernels must equal bit for bit, and what a
// processor without VNNI uses for embeddings that others have made.

/// EfficientNet-Lite0 in int8 for any processor. Cost: about a tenth of a second a picture.
final class IntegerNetwork: TrunkNetwork {
    let input: TrunkInput
    let weights: QuantisedWeights

    init(input: TrunkInput) throws(ModelError) {
        self.input = input
        weights = try Self.embedded.get()
    }

    func makePass() -> any ForwardPass { IntegerPass(self) }

    private static let embedded = Result { () throws(ModelError) in try QuantisedWeights.embedded() }
}

/// Bytes of a map: height x width x channels.
private struct LevelMap {
    let height: Int, width: Int, channels: Int
    var levels: [UInt8] = []
}

final class IntegerPass: ForwardPass {
    private let network: IntegerNetwork
    init(_ network: IntegerNetwork) { self.network = network }

    func embed(_ pixels: UnsafePointer<UInt8>, into out: UnsafeMutablePointer<Float>) {
        let last = blocks(pixels), places = last.height * last.width
        var map = [Float](repeating: 0, count: places * Trunk.embeddingSize)
        network.weights.head.map(last.levels, into: &map)
        for column in 0..<Trunk.embeddingSize {
            var sum: Float = 0
            for place in 0..<places { sum += map[place * Trunk.embeddingSize + column] }
            out[column] = sum / Float(places)
        }
    }

    func lastMap(_ pixels: UnsafePointer<UInt8>, into out: UnsafeMutablePointer<Float>) {
        network.weights.head.map(blocks(pixels).levels, into: out)
    }

    private func blocks(_ pixels: UnsafePointer<UInt8>) -> LevelMap {
        var x = LevelMap(height: network.input.height, width: network.input.width, channels: 3)
        x.levels = Array(UnsafeBufferPointer(start: pixels, count: network.input.byteCount))
        var values: [Float] = []
        for (index, shape) in BlockShape.all.enumerated() {
            let block = network.weights.blocks[index]
            let wide = index == 0 ? stem(x, block.expand) : expand(x, block.expand, shape.wide)
            let deep = depthwise(wide, block.depthwise, shape)
            x = project(deep, block.project, shape, levels: block.levels, &values)
        }
        return x
    }

    /// 3x3 at stride 2; beyond the picture is its zero point.
    private func stem(_ x: LevelMap, _ layer: QuantisedLayer) -> LevelMap {
        var out = LevelMap(height: x.height / 2, width: x.width / 2, channels: layer.outputs)
        for row in 0..<out.height {
            for column in 0..<out.width {
                // In the order of the weights: colour, row, column.
                var window = [UInt8](repeating: UInt8(Int8Scheme.pictureZero), count: 27)
                for i in 0..<27 {
                    let y = 2 * row + i / 3 % 3, place = 2 * column + i % 3
                    if y < x.height, place < x.width { window[i] = x.levels[(y * x.width + place) * 3 + i / 9] }
                }
                for output in 0..<layer.outputs { out.levels.append(layer.level(layer.sum(output, window, at: 0), of: output)) }
            }
        }
        return out
    }

    private func expand(_ x: LevelMap, _ layer: QuantisedLayer, _ outputs: Int) -> LevelMap {
        var out = LevelMap(height: x.height, width: x.width, channels: outputs)
        out.levels.reserveCapacity(out.height * out.width * outputs)
        for place in 0..<x.height * x.width {
            for output in 0..<outputs {
                out.levels.append(layer.level(layer.sum(output, x.levels, at: place * x.channels), of: output))
            }
        }
        return out
    }

    private func depthwise(_ x: LevelMap, _ layer: QuantisedLayer, _ shape: BlockShape) -> LevelMap {
        let kernel = shape.kernel, stride = shape.stride, channels = x.channels
        var out = LevelMap(height: samePlaces(x.height, stride), width: samePlaces(x.width, stride), channels: channels)
        out.levels.reserveCapacity(out.height * out.width * channels)
        let top = SamePadding(length: x.height, kernel: kernel, stride: stride).before
        let left = SamePadding(length: x.width, kernel: kernel, stride: stride).before
        // By taps, so that neighbouring channels lie together.
        let taps = (0..<kernel * kernel).map { tap in (0..<channels).map { Int32(layer.weights[$0 * kernel * kernel + tap]) } }
        var sums: [Int32] = []
        for row in 0..<out.height {
            for column in 0..<out.width {
                sums = layer.bias
                for tap in 0..<kernel * kernel {
                    let y = row * stride - top + tap / kernel, place = column * stride - left + tap % kernel
                    guard y >= 0, y < x.height, place >= 0, place < x.width else { continue }
                    let start = (y * x.width + place) * channels
                    for channel in 0..<channels { sums[channel] &+= Int32(x.levels[start + channel]) &* taps[tap][channel] }
                }
                for channel in 0..<channels { out.levels.append(layer.level(sums[channel], of: channel)) }
            }
        }
        return out
    }

    /// - Parameter values: the block's input as numbers where it has a residual; afterwards its output.
    private func project(_ x: LevelMap, _ layer: QuantisedLayer, _ shape: BlockShape, levels: [Float], _ values: inout [Float]) -> LevelMap {
        var out = LevelMap(height: x.height, width: x.width, channels: shape.output)
        let residual = shape.hasResidual ? values : []
        values = []
        values.reserveCapacity(out.height * out.width * shape.output)
        for place in 0..<x.height * x.width {
            for output in 0..<shape.output {
                let sum = Float(layer.sum(output, x.levels, at: place * x.channels)), scale = layer.scale[output]
                values.append(shape.hasResidual ? residual[place * shape.output + output].addingProduct(sum, scale) : sum * scale)
            }
        }
        out.levels = values.indices.map { rounded(Float(Int8Scheme.bottleneckZero).addingProduct(values[$0], levels[$0 % shape.output])) }
        return out
    }
}

extension QuantisedLayer {
    /// Bias and one row's products with the levels from `start` on, in whole numbers.
    func sum(_ output: Int, _ levels: [UInt8], at start: Int) -> Int32 {
        weights.withUnsafeBufferPointer { weights in
            levels.withUnsafeBufferPointer { levels in
                var sum = bias[output]
                let row = output * inputs
                for k in 0..<inputs { sum &+= Int32(levels[start + k]) &* Int32(weights[row + k]) }
                return sum
            }
        }
    }

    /// A sum as a level of what follows: ReLU6 is the range of a byte.
    func level(_ sum: Int32, of output: Int) -> UInt8 { rounded(Float(sum) * scale[output]) }

    /// The head: a row of values with ReLU6 for each place of the last map.
    func map(_ levels: [UInt8], into out: UnsafeMutablePointer<Float>) {
        for place in 0..<levels.count / inputs {
            for output in 0..<outputs {
                out[place * outputs + output] = min(max(Float(sum(output, levels, at: place * inputs)) * scale[output], 0), 6)
            }
        }
    }
}

/// The nearest level, ties to the even one.
private func rounded(_ value: Float) -> UInt8 {
    // Below 2^22 a number and this one have whole numbers for their sum's last bits.
    UInt8(truncatingIfNeeded: (min(max(value, 0), 255) + 12_582_912).bitPattern)
}
