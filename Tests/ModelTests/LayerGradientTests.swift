import Testing
@testable import Model

/// A layer to check, made anew for each use.
struct LayerCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let make: @Sendable () -> any Layer

    init(_ name: String, _ make: @escaping @Sendable () -> any Layer) {
        testDescription = name
        self.make = make
    }

    /// Where the processor has no kernel for it, pooling alone.
    static func pooled(_ input: MapShape) -> any Layer {
        guard let layer = PooledConvolution("l", input, outputs: 16) else { return MaxPooling("l", input) }
        return layer
    }

    static let all: [LayerCase] = [
        .init("conv 3x3 same, Winograd") { Convolution("l", MapShape(9, 7, 16), outputs: 32, .same, rectified: false) },
        .init("conv 3x3 valid, Winograd, ReLU") { Convolution("l", MapShape(7, 10, 32), outputs: 16, .valid, rectified: true) },
        .init("conv 3x3 valid, pooled") { pooled(MapShape(9, 12, 16)) },
        .init("conv 3x3 same, plain, ReLU") { Convolution("l", MapShape(6, 5, 3), outputs: 8, .same, rectified: true, plain: true) },
        .init("conv 3x3 valid, plain") { Convolution("l", MapShape(6, 5, 4), outputs: 3, .valid, rectified: false, plain: true) },
        .init("conv 3x3 same, stride 2") { Convolution("l", MapShape(6, 7, 3), outputs: 8, stride: 2, .same, rectified: false) },
        .init("conv 1x1") { Convolution("l", MapShape(4, 5, 8), outputs: 6, kernel: 1, rectified: false, hasBias: false) },
        .init("conv 3x3 same of RGB") { Convolution("l", MapShape(5, 8, 3), outputs: 32, .same, rectified: false) },
        .init("depthwise 3x3") { DepthwiseConvolution("l", MapShape(6, 5, 8)) },
        .init("depthwise 5x5, stride 2") { DepthwiseConvolution("l", MapShape(8, 7, 8), kernel: 5, stride: 2) },
        .init("max pooling with a rest") { MaxPooling("l", MapShape(5, 7, 6)) },
        .init("average pooling") { AveragePooling("l", MapShape(5, 6, 4), size: 2) },
        .init("average of the whole map") { AveragePooling("l", MapShape(3, 4, 5)) },
        .init("ReLU6") { Clip("l", MapShape(3, 4, 5)) },
        .init("depthwise with bias") { DepthwiseConvolution("l", MapShape(6, 5, 8), hasBias: true) },
        .init("inverted residual") {
            InvertedResidual("l", MapShape(4, 5, 8), BlockShape(input: 8, wide: 24, output: 8, kernel: 3, stride: 1))
        },
        .init("inverted residual, stride 2") {
            InvertedResidual("l", MapShape(5, 4, 8), BlockShape(input: 8, wide: 16, output: 16, kernel: 5, stride: 2))
        },
        .init("dropout") { Dropout("l", MapShape(3, 4, 5), rate: 0.25, number: 3) },
        .init("dense, ReLU") { Dense("l", MapShape(2, 3, 50), outputs: 24, rectified: true) },
        .init("dense, few outputs") { Dense("l", MapShape(1, 1, 20), outputs: 5, rectified: false) },
        .init("batch normalisation") { BatchNormalisation("l", MapShape(3, 4, 5), rectified: false) },
        .init("batch normalisation, ReLU") { BatchNormalisation("l", MapShape(3, 4, 5), rectified: true) },
    ]
}

@Suite("Gradients of the layers")
struct LayerGradientTests {
    @Test("a layer's gradients are its finite differences", arguments: LayerCase.all)
    func finiteDifferences(one: LayerCase) {
        let layer = one.make(), pictures = 3
        for (number, parameter) in layer.parameters.enumerated() {
            for (i, value) in TrunkKernelTests.noise(parameter.count, seed: UInt64(90 + number)).enumerated() { parameter.values.pointer[i] += 0.5 * value }
        }
        let x = TrunkKernelTests.noise(pictures * layer.input.count, seed: 1)
        let weights = TrunkKernelTests.noise(pictures * layer.output.count, seed: 2)
        let run = LayerRun(layer, x, dy: weights)
        func objective(_ x: [Float]) -> Double {
            zip(LayerRun.output(layer, x), weights).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        }
        // Central differences; where a kink of ReLU or of the maximum lies between, the two halves differ.
        let step: Float = 4e-3
        func slope(_ change: (Float) -> Double) -> (Double, isSmooth: Bool) {
            let up = change(step), middle = change(0), down = change(-step), whole = (up - down) / Double(2 * step)
            return (whole, abs(up - 2 * middle + down) < 0.008 * Double(step) * max(1, abs(whole)))
        }
        var checked = 0
        func compare(_ found: [Float], _ name: String, _ change: (Int, Float) -> Double) {
            let largest = Double(found.reduce(Float(1)) { max($0, abs($1)) })
            for i in stride(from: 0, to: found.count, by: max(1, found.count / 60)) {
                let (expected, isSmooth) = slope { change(i, $0) }
                guard isSmooth else { continue }
                checked += 1
                #expect(abs(Double(found[i]) - expected) < 4e-3 * largest, "\(name)[\(i)]: \(found[i]) against \(expected)")
            }
        }
        compare(run.dx, "dx") { i, d in
            var moved = x
            moved[i] += d
            return objective(moved)
        }
        for parameter in layer.parameters {
            compare(run.gradients[parameter.name] ?? [], parameter.name) { i, d in
                let before = parameter.values.pointer[i]
                parameter.values.pointer[i] = before + d
                defer { parameter.values.pointer[i] = before }
                return objective(x)
            }
        }
        #expect(checked > 20)
    }

    @Test("gradients are the same to the last bit on one thread and on three", arguments: LayerCase.all)
    func threads(one: LayerCase) {
        let x = TrunkKernelTests.noise(11 * one.make().input.count, seed: 3), dy = TrunkKernelTests.noise(11 * one.make().output.count, seed: 4)
        func run(_ threads: Int) -> LayerRun {
            let layer = one.make()
            for (i, parameter) in layer.parameters.enumerated() {
                for (j, value) in TrunkKernelTests.noise(parameter.count, seed: UInt64(i)).enumerated() { parameter.values.pointer[j] = value }
            }
            return LayerRun(layer, x, dy: dy, threads: threads)
        }
        let alone = run(1), together = run(3)
        #expect(alone.y == together.y && alone.dx == together.dx && alone.gradients == together.gradients)
    }

    @Test("the gradient of soft-max and cross-entropy is its finite difference, class weights included")
    func loss() {
        let labels = [2, 0, 4, 1], weights: [Float] = [1, 3, 0.5, 2, 7]
        let logits = TrunkKernelTests.noise(20, seed: 5).map { 3 * $0 }
        var gradient = [Float](repeating: 0, count: 20), unused = gradient
        _ = SoftmaxCrossEntropy.loss(logits, labels, classes: 5, classWeights: weights, gradient: &gradient)
        for i in logits.indices {
            var up = logits, down = logits
            up[i] += 0.01
            down[i] -= 0.01
            let slope = (SoftmaxCrossEntropy.loss(up, labels, classes: 5, classWeights: weights, gradient: &unused)
                - SoftmaxCrossEntropy.loss(down, labels, classes: 5, classWeights: weights, gradient: &unused)) / 0.02
            #expect(abs(gradient[i] - slope) < 2e-3)
        }
    }

    @Test("dropout drops its share, keeps the mean, and drops others in the next step")
    func dropout() {
        let layer = Dropout("l", MapShape(50, 50, 8), rate: 0.25, number: 0)
        let ones = [Float](repeating: 1, count: layer.input.count)
        let first = LayerRun.output(layer, ones, key: 1), again = LayerRun.output(layer, ones, key: 1), other = LayerRun.output(layer, ones, key: 2)
        #expect(first == again && first != other)
        #expect(Set(first) == [0, 1 / 0.75])
        #expect(abs(first.reduce(0, +) / Float(first.count) - 1) < 0.02)
    }
}
