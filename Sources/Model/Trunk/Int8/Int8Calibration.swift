// What a film had to show of the int8 trunk: how far the channels of its bottlenecks reach, and by how much rounding moves
// the mean of each channel. Drawn films, no picture of anyone's: see Benchmarks/trunk_calibration.py, which makes the file.

import CTrunkWeights

/// The measured constants of the int8 trunk.
///
/// A flat colour is rounded alike at every place, so its errors add up in the average where those of a photograph cancel
/// out; with the means corrected the embeddings of drawn films are off by .06 instead of .16, those of a rendered one by .06 instead of .08.
struct Int8Calibration: Sendable {
    /// Of each block, what a level of each channel of its output is worth.
    let steps: [[Float]]
    private let file: SafeTensors

    /// - Throws: `ModelError` that names a tensor which is missing or has another shape or type.
    init(_ file: SafeTensors) throws(ModelError) {
        self.file = file
        var steps: [[Float]] = []
        for (index, shape) in BlockShape.all.enumerated() {
            let name = "block\(index).range", ranges = try file.floats(name, shape: [shape.output])
            guard ranges.allSatisfy({ $0 > 0 && $0.isFinite }) else {
                throw .unusable(place: file.place, reason: "tensor \"\(name)\" holds a number that is no range")
            }
            steps.append(ranges.map { $0 / Int8Scheme.bottleneckEnd })
        }
        self.steps = steps
    }

    /// The calibration in the binary.
    static func embedded() throws(ModelError) -> Int8Calibration {
        let bytes = UnsafeBufferPointer(start: rarity_trunk_int8, count: rarity_trunk_int8_size)
        return try Int8Calibration(SafeTensors(bytes: Array(bytes), place: "calibration in the program"))
    }

    /// A layer whose bias makes up for what rounding does to its mean.
    /// - Parameters:
    ///   - name: as in the weights file.
    ///   - steps: what a level of each input is worth; then the layer's weights are for levels.
    func corrected(_ layer: FoldedConvolution, _ name: String, steps: [Float]? = nil) throws(ModelError) -> FoldedConvolution {
        let shift = try file.floats("\(name).bias", shape: [layer.bias.count])
        var weights = layer.weights
        if let steps {
            for row in stride(from: 0, to: weights.count, by: steps.count) {
                for input in steps.indices { weights[row + input] *= steps[input] }
            }
        }
        return FoldedConvolution(weights: weights, bias: zip(layer.bias, shift).map(+))
    }
}
