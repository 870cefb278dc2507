import Foundation
import Testing
@testable import Model

/// PyTorch's word, made by Tests/Fixtures/network_training.py.
@Suite("Layers and trainings against PyTorch")
struct NetworkFixtureTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures").path

    private static func residual(kernel: Int, stride: Int, outputs: Int) -> InvertedResidual {
        InvertedResidual("l", MapShape(6, 7, 16), BlockShape(input: 16, wide: 48, output: outputs, kernel: kernel, stride: stride))
    }

    static let cases: [LayerCase] = [
        .init("conv-same") { Convolution("l", MapShape(7, 10, 16), outputs: 32, .same, rectified: true) },
        .init("conv-valid") { Convolution("l", MapShape(9, 6, 32), outputs: 16, .valid, rectified: true) },
        .init("conv-rgb") { Convolution("l", MapShape(6, 7, 3), outputs: 8, .same, rectified: true) },
        .init("conv-stride") { Convolution("l", MapShape(7, 8, 3), outputs: 8, stride: 2, .same, rectified: true) },
        .init("conv-point") { Convolution("l", MapShape(3, 4, 8), outputs: 16, kernel: 1, rectified: true) },
        .init("depthwise") { DepthwiseConvolution("l", MapShape(6, 7, 8)) },
        .init("depthwise-stride") { DepthwiseConvolution("l", MapShape(8, 7, 8), kernel: 5, stride: 2) },
        .init("max-pool") { MaxPooling("l", MapShape(5, 7, 4)) },
        .init("average-pool") { AveragePooling("l", MapShape(6, 8, 4), size: 2) },
        .init("clip") { Clip("l", MapShape(3, 4, 8)) },
        .init("root") { RootOfAverage("l", MapShape(3, 4, 8)) },
        .init("residual") { residual(kernel: 5, stride: 1, outputs: 16) },
        .init("residual-stride") { residual(kernel: 3, stride: 2, outputs: 24) },
        .init("dense") { Dense("l", MapShape(1, 1, 40), outputs: 24, rectified: true) },
        .init("norm") { BatchNormalisation("l", MapShape(4, 5, 6), rectified: true) },
    ]

    @Test("a layer gives PyTorch's output and gradients for the same numbers", arguments: cases)
    func layer(one: LayerCase) throws {
        let file = try SafeTensors(path: Self.folder + "/network_layers.safetensors"), name = one.testDescription
        func numbers(_ key: String) throws -> [Float] {
            let shape = try #require(file.tensors["\(name)/\(key)"]).shape
            return try file.floats("\(name)/\(key)", shape: shape)
        }
        let layer = one.make()
        for parameter in layer.parameters {
            let values = try numbers(String(parameter.name.dropFirst(2)))
            for (i, value) in values.enumerated() { parameter.values.pointer[i] = value }
        }
        let run = LayerRun(layer, try numbers("x"), dy: try numbers("dy"))
        #expect(difference(run.y, try numbers("y")) < 2e-5)
        #expect(difference(run.dx, try numbers("dx")) < 2e-5)
        for parameter in layer.parameters {
            #expect(difference(run.gradients[parameter.name] ?? [], try numbers("d.\(parameter.name.dropFirst(2))")) < 2e-5, "\(parameter.name)")
        }
    }

    @Test("the losses of the first 20 steps are PyTorch's, for both networks and all optimisers",
          arguments: NetworkKind.fromScratch, OptimiserSettings.Rule.allCases)
    func losses(kind: NetworkKind, rule: OptimiserSettings.Rule) throws {
        let all = try JSONDecoder().decode([String: [Float]].self, from: Data(contentsOf: URL(fileURLWithPath: Self.folder + "/network_losses.json")))
        let expected = try #require(all["\(kind.rawValue)-\(rule.rawValue)"])
        let settings: OptimiserSettings = switch rule {
        case .rmsprop: .rmsprop(kind == .keras ? 1e-4 : 1e-5)
        case .adam: .adam(kind == .keras ? 1e-3 : 1e-4)
        case .sgd: .sgd(kind == .keras ? 1e-3 : 1e-4)
        }
        let trainer = NetworkTrainer(kind, optimiser: settings, classWeights: [1, 2, 1.5, 3, 5], seed: 3, input: TrainingPictures.shape)
        for (step, loss) in expected.enumerated() {
            let batch = TrainingPictures(step: step)
            let ours = try #require(try trainer.step(batch.labels, threads: 2) { batch.pictures[$0] })
            #expect(abs(ours - loss) < 1e-3 * max(1, loss), "step \(step)")
        }
    }
}

/// The pictures and labels of one step, drawn as the script draws them.
struct TrainingPictures {
    static let shape = MapShape(24, 32, 3)
    let labels: [Int]
    let pictures: [[UInt8]]

    init(step: Int, count: Int = 8) {
        var label = RandomStream(11, UInt64(step)), noise = RandomStream(12, UInt64(step))
        let labels = (0..<count).map { _ in Int(label.next() % 5) }
        self.labels = labels
        pictures = (0..<count).map { row in (0..<Self.shape.count).map { _ in UInt8(noise.next() >> 57) + UInt8(25 * labels[row]) } }
    }
}
