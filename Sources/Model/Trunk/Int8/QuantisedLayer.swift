// A convolution in whole numbers. Weights are rounded when they are loaded: it takes a tenth of a second, and
// no second file of weights has to be kept in step with the first.

/// One convolution whose inputs and weights are bytes: output = (bias + weights * levels) * scale.
struct QuantisedLayer {
    /// Numbers a row, and rows: the layer's outputs, made up with zeros to a multiple of 16.
    let inputs: Int, outputs: Int
    /// outputs x inputs, in the order of the convolution; -127 to 127.
    let weights: [Int8]
    /// In units of the sum; the zero point of the inputs is taken off already.
    let bias: [Int32]
    let scale: [Float]

    init(inputs: Int, outputs: Int, weights: [Int8], bias: [Int32], scale: [Float]) {
        (self.inputs, self.outputs, self.weights, self.bias, self.scale) = (inputs, outputs, weights, bias, scale)
    }

    /// Rounds the weights of a row to 255 levels, and gives each error to the weights that follow: neighbouring
    /// inputs resemble each other, so most of the error is undone.
    /// - Parameters:
    ///   - likeness: how alike the inputs are taken to be; 0: each weight is rounded to its nearest level.
    ///   - step, zero: an input is (level - zero) * step.
    ///   - outputStep: the output is in units of it.
    init(_ convolution: FoldedConvolution, likeness: Float, step: Float, zero: Int, outputStep: Float = 1) {
        let rows = convolution.bias.count, inputs = convolution.weights.count / rows
        self.inputs = inputs
        outputs = (rows + 15) / 16 * 16
        var weights = [Int8](repeating: 0, count: outputs * inputs)
        var bias = [Int32](repeating: 0, count: outputs), scale = [Float](repeating: 0, count: outputs)
        // An error's share of the weights that follow, by how many follow.
        let shares = (0..<inputs).map { likeness / (1 + likeness * Float(inputs - 1 - $0)) }
        convolution.weights.withUnsafeBufferPointer { source in
            weights.withUnsafeMutableBufferPointer { target in
                // Sixteen rows at a time: what is carried along one row waits for itself.
                for first in stride(from: 0, to: rows, by: 16) {
                    let lanes = min(16, rows - first)
                    let sixteen = SixteenRows(source, first: first, lanes: lanes, inputs: inputs)
                    var limits = SIMD16<Float>(repeating: 0)
                    for lane in 0..<lanes { limits[lane] = abs(convolution.bias[first + lane]) / step / Float(1 << 22) }
                    let size = sixteen.steps(atLeast: limits)
                    let sums = sixteen.round(size, shares, into: target)
                    for lane in 0..<lanes {
                        let unit = size[lane] * step
                        bias[first + lane] = Int32((convolution.bias[first + lane] / unit).rounded(.toNearestOrEven)) - Int32(zero) * sums[lane]
                        scale[first + lane] = unit / outputStep
                    }
                }
            }
        }
        (self.weights, self.bias, self.scale) = (weights, bias, scale)
    }
}

/// Up to sixteen rows of a matrix, turned so that each is a lane.
private struct SixteenRows {
    let first: Int, lanes: Int
    /// A vector an input.
    private let columns: [SIMD16<Float>]

    init(_ weights: UnsafeBufferPointer<Float>, first: Int, lanes: Int, inputs: Int) {
        (self.first, self.lanes) = (first, lanes)
        var columns = [SIMD16<Float>](repeating: SIMD16(repeating: 0), count: inputs)
        columns.withUnsafeMutableBytes { bytes in
            let numbers = bytes.assumingMemoryBound(to: Float.self)
            for lane in 0..<lanes {
                for input in 0..<inputs { numbers[input * 16 + lane] = weights[(first + lane) * inputs + input] }
            }
        }
        self.columns = columns
    }

    /// What a level is worth in each row: the largest weight has level 127, and the bias fits as well.
    func steps(atLeast limits: SIMD16<Float>) -> SIMD16<Float> {
        var largest = limits
        for column in columns { largest = pointwiseMax(largest, pointwiseMax(column, -column)) }
        return pointwiseMax(largest / 127, SIMD16(repeating: 1e-12))
    }

    /// Writes the levels, and returns their sum in each row.
    func round(
        _ steps: SIMD16<Float>, _ shares: [Float], into target: UnsafeMutableBufferPointer<Int8>
    ) -> SIMD16<Int32> {
        // A number below 2^22 and this one have the nearest whole number, ties to even, for their sum's last bits.
        let shift: Float = 12_582_912, bits = SIMD16<Int32>(repeating: Int32(bitPattern: shift.bitPattern))
        let inputs = columns.count
        var carried = SIMD16<Float>(repeating: 0), sums = SIMD16<Int32>(repeating: 0)
        var levels = [SIMD16<Int32>](repeating: sums, count: inputs)
        for input in 0..<inputs {
            let wanted = columns[input] + carried
            let limited = pointwiseMax(pointwiseMin(wanted / steps, SIMD16(repeating: 127)), SIMD16(repeating: -127))
            let shifted = limited + shift
            carried += (wanted - (shifted - shift) * steps) * shares[input]
            levels[input] = unsafeBitCast(shifted, to: SIMD16<Int32>.self) &- bits
            sums &+= levels[input]
        }
        levels.withUnsafeBytes { bytes in
            let numbers = bytes.assumingMemoryBound(to: Int32.self)
            for lane in 0..<lanes {
                for input in 0..<inputs { target[(first + lane) * inputs + input] = Int8(truncatingIfNeeded: numbers[input * 16 + lane]) }
            }
        }
        return sums
    }
}
