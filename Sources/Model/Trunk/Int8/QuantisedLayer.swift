// A convolution in whole numbers. Weights are rounded when they are loaded: it takes a few milliseconds, and
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
                    let limits = SIMD16<Float>(lanes) { abs(convolution.bias[first + $0]) / step / Float(1 << 22) }
                    let sixteen = SixteenRows(first: first, lanes: lanes, inputs: inputs)
                    let size = sixteen.steps(source, atLeast: limits)
                    let sums = sixteen.round(source, size, shares, into: target)
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

private extension SIMD16<Float> {
    init(_ lanes: Int, _ value: (Int) -> Float) {
        self.init(repeating: 0)
        for lane in 0..<lanes { self[lane] = value(lane) }
    }
}

/// Up to sixteen rows of a matrix, a lane each.
private struct SixteenRows {
    let first: Int, lanes: Int, inputs: Int

    private func column(_ weights: UnsafeBufferPointer<Float>, _ input: Int) -> SIMD16<Float> {
        SIMD16(lanes) { weights[(first + $0) * inputs + input] }
    }

    /// What a level is worth in each row: the largest weight has level 127, and the bias fits as well.
    func steps(_ weights: UnsafeBufferPointer<Float>, atLeast limits: SIMD16<Float>) -> SIMD16<Float> {
        var largest = limits
        for input in 0..<inputs {
            let column = column(weights, input)
            largest = pointwiseMax(largest, pointwiseMax(column, -column))
        }
        return pointwiseMax(largest / 127, SIMD16(repeating: 1e-12))
    }

    /// Writes the levels, and returns their sum in each row.
    func round(
        _ weights: UnsafeBufferPointer<Float>, _ steps: SIMD16<Float>, _ shares: [Float], into target: UnsafeMutableBufferPointer<Int8>
    ) -> SIMD16<Int32> {
        // To the nearest whole number, ties to even, for numbers below 2^22.
        let shift: Float = 12_582_912
        var carried = SIMD16<Float>(repeating: 0), sums = SIMD16<Int32>(repeating: 0)
        for input in 0..<inputs {
            let wanted = column(weights, input) + carried
            let nearest = (wanted / steps + shift) - shift
            let level = pointwiseMax(pointwiseMin(nearest, SIMD16(repeating: 127)), SIMD16(repeating: -127))
            carried += (wanted - level * steps) * shares[input]
            let whole = SIMD16<Int32>(level)
            sums &+= whole
            for lane in 0..<lanes { target[(first + lane) * inputs + input] = Int8(truncatingIfNeeded: whole[lane]) }
        }
        return sums
    }
}
