import CKernels
import Testing
@testable import Model

@Suite("Winograd's convolution", .enabled(if: rarity_has_avx2(), "this processor has no AVX2, so there is the plain path only"))
struct WinogradTests {
    @Test("it is the plain convolution, forward and both ways back, for every make, size of map and mask",
          arguments: [MapShape(4, 4, 16), MapShape(5, 11, 32), MapShape(9, 30, 48), MapShape(3, 3, 16)], [Padding.same, .valid])
    func equalsPlain(input: MapShape, padding: Padding) throws {
        let outputs = 32, shape = ConvolutionShape(input, kernel: 3, stride: 1, padding)
        let plain = Convolution("l", input, outputs: outputs, padding, rectified: true, plain: true)
        for parameter in plain.parameters {
            for (i, value) in TrunkKernelTests.noise(parameter.count, seed: 6).enumerated() { parameter.values.pointer[i] = value }
        }
        let x = TrunkKernelTests.noise(input.count, seed: 7), dy = TrunkKernelTests.noise(plain.output.count, seed: 8)
        plain.masksInput = true
        let expected = LayerRun(plain, x, dy: dy, threads: 1)
        for make in [rarity_winograd_best(), rarity_winograd_avx2()] {
            let fast = try #require(WinogradConvolution(shape, outputs: outputs, kernels: make))
            let place = Place(picture: 0, lane: 0, thread: 0)
            fast.prepare(plain.weight.values.pointer, isTraining: true)
            let y = Aligned<Float>(count: dy.count), dx = Aligned<Float>(count: x.count), gradient = Aligned<Float>(count: plain.weight.count)
            fast.forward(x, plain.bias?.values.pointer, rectified: true, y.pointer, place)
            #expect(difference(y.array, expected.y) < 1e-5)
            var masked = dy
            maskByReLU(&masked, expected.y, dy.count)
            let biasSums = Aligned<Float>(count: outputs)
            fast.addGradient(x, masked, biasSums: biasSums.pointer, place)
            #expect(difference(biasSums.array, expected.gradients["l.bias"] ?? []) < 2e-5)
            fast.gather(into: gradient.pointer)
            #expect(difference(gradient.array, expected.gradients["l.weight"] ?? []) < 2e-5)
            fast.backward(masked, mask: x, dx.pointer, place)
            #expect(difference(dx.array, expected.dx) < 2e-5)
        }
    }

    @Test("with its pooling it is the plain convolution and max-pooling after it, for every make and rest that fills no window",
          arguments: [MapShape(4, 4, 16), MapShape(6, 8, 16), MapShape(9, 13, 32), MapShape(16, 11, 16), MapShape(17, 18, 16)])
    func pooled(input: MapShape) throws {
        let outputs = 16, x = TrunkKernelTests.noise(2 * input.count, seed: 7)
        let first = Convolution("l", input, outputs: outputs, .valid, rectified: true, plain: true)
        let second = MaxPooling("p", first.output)
        (first.masksInput, first.isMaskedAfter, second.masksInput) = (true, true, true)
        for makes in [rarity_winograd_best(), rarity_winograd_avx2()] {
            let fast = try #require(PooledConvolution("l", input, outputs: outputs, kernels: makes))
            fast.masksInput = true
            for layer in [first, fast] as [any Layer] {
                for parameter in layer.parameters {
                    for (i, value) in TrunkKernelTests.noise(parameter.count, seed: 6).enumerated() { parameter.values.pointer[i] = value }
                }
            }
            let dy = TrunkKernelTests.noise(2 * fast.output.count, seed: 8)
            let found = LayerRun(fast, x, dy: dy)
            let pool = LayerRun(second, LayerRun.output(first, x), dy: dy), expected = LayerRun(first, x, dy: pool.dx)
            #expect(difference(found.y, pool.y) < 1e-5 && difference(found.dx, expected.dx) < 2e-5)
            for (name, gradient) in expected.gradients { #expect(difference(found.gradients[name] ?? [], gradient) < 2e-5, "\(name)") }
        }
    }

    @Test("dropout by the kernel drops what the plain loop drops", arguments: [8, 61])
    func dropout(width: Int) {
        let shape = MapShape(1, width, 3), x = TrunkKernelTests.noise(2 * shape.count, seed: 3)
        let fast = LayerRun.output(Dropout("l", shape, rate: 0.3, number: 2), x)
        #expect(fast == LayerRun.output(Dropout("l", shape, rate: 0.3, number: 2, plain: true), x))
    }

    @Test("a picture of few channels has a path of its own, which is the plain convolution too", arguments: [1, 2, 3], [4, 13])
    func thin(channels: Int, width: Int) {
        func run(plain: Bool) -> LayerRun {
            let layer = Convolution("l", MapShape(5, width, channels), outputs: 32, .same, rectified: true, plain: plain)
            for parameter in layer.parameters {
                for (i, value) in TrunkKernelTests.noise(parameter.count, seed: 6).enumerated() { parameter.values.pointer[i] = value }
            }
            return LayerRun(layer, TrunkKernelTests.noise(2 * layer.input.count, seed: 7), dy: TrunkKernelTests.noise(2 * layer.output.count, seed: 8))
        }
        let fast = run(plain: false), expected = run(plain: true)
        #expect(difference(fast.y, expected.y) < 1e-5 && difference(fast.dx, expected.dx) < 1e-5)
        for (name, gradient) in expected.gradients { #expect(difference(fast.gradients[name] ?? [], gradient) < 1e-5) }
    }

    @Test("a dense layer's step in one pass is the plain one: output, gradient of the input, new weights", arguments: [3, 8, 32], OptimiserSettings.Rule.allCases)
    func dense(pictures: Int, rule: OptimiserSettings.Rule) {
        var settings = OptimiserSettings.adam(0.01)
        settings.rule = rule
        func run(plain: Bool) -> [[Float]] {
            let layer = Dense("l", MapShape(1, 1, 300), outputs: 48, rectified: true, plain: plain)
            for (i, value) in TrunkKernelTests.noise(layer.weight.count, seed: 9).enumerated() { layer.weight.values.pointer[i] = 0.1 * value }
            let optimiser = Optimiser(settings, layer.parameters, portable: plain), batch = Batch(pictures: pictures, team: Team(threads: 2), isTraining: true)
            let x = Aligned<Float>(TrunkKernelTests.noise(300 * pictures, seed: 10)), dy = Aligned<Float>(TrunkKernelTests.noise(48 * pictures, seed: 11))
            let y = Aligned<Float>(count: 48 * pictures), dx = Aligned<Float>(count: 300 * pictures)
            optimiser.steps = 1
            layer.forward(x.pointer, y.pointer, batch)
            let changed = layer.backward(x.pointer, y.pointer, dy.pointer, dx.pointer, batch, optimiser)
            return [y.array, dx.array, layer.weight.values.array] + optimiser.kept.map(\.values.array) + [changed.map { Float($0.count) }]
        }
        for (fast, plain) in zip(run(plain: false), run(plain: true)) { #expect(difference(fast, plain) < 2e-4) }
    }

    @Test("windows that it cannot do are left to the plain path")
    func unsuitable() {
        #expect(WinogradConvolution(ConvolutionShape(MapShape(8, 8, 3), kernel: 3, stride: 1, .same), outputs: 16) == nil)
        #expect(WinogradConvolution(ConvolutionShape(MapShape(8, 8, 16), kernel: 3, stride: 2, .same), outputs: 16) == nil)
        #expect(WinogradConvolution(ConvolutionShape(MapShape(8, 8, 16), kernel: 5, stride: 1, .same), outputs: 16) == nil)
        #expect(WinogradConvolution(ConvolutionShape(MapShape(2, 8, 16), kernel: 3, stride: 1, .valid), outputs: 16) == nil)
    }
}
