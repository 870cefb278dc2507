import Foundation
import Testing
@testable import Model

@Suite("Training a network")
struct NetworkTrainerTests {
    private static func trainer(_ kind: NetworkKind, seed: UInt64 = 5, rate: Float = 1e-3) -> NetworkTrainer {
        NetworkTrainer(kind, optimiser: kind == .keras ? .rmsprop(rate) : .adam(rate), classWeights: [1, 1, 1, 1, 1], seed: seed,
                       input: TrainingPictures.shape)
    }

    private static func run(_ trainer: NetworkTrainer, _ steps: Range<Int>, threads: Int = 2) throws -> [Float] {
        try steps.map { step in
            let batch = TrainingPictures(step: step % 3, count: 6)
            return try #require(try trainer.step(batch.labels, threads: threads) { batch.pictures[$0] })
        }
    }

    private static func numbers(_ trainer: NetworkTrainer) -> [[Float]] {
        (trainer.network.kept + trainer.optimiser.kept).map(\.values.array)
    }

    @Test("the earlier system's network has its 69,143,589 parameters, the compact one under a million")
    func parameters() {
        #expect(NetworkKind.keras.parameterCount(classes: 5) == 69_143_589)
        #expect((100_000..<1_000_000).contains(NetworkKind.compact.parameterCount(classes: 5)))
    }

    @Test("a seed gives the same run again, to the last bit, on one thread and on three; another seed another",
          arguments: NetworkKind.fromScratch)
    func seeds(kind: NetworkKind) throws {
        let first = Self.trainer(kind), again = Self.trainer(kind), other = Self.trainer(kind, seed: 6)
        let losses = try Self.run(first, 0..<4, threads: 1)
        #expect(try Self.run(again, 0..<4, threads: 3) == losses)
        #expect(Self.numbers(first) == Self.numbers(again))
        #expect(try Self.run(other, 0..<4) != losses)
    }

    @Test("stopped and gone on from its checkpoint it is the run that was not stopped, to the last bit",
          arguments: NetworkKind.fromScratch)
    func resumes(kind: NetworkKind) throws {
        let folder = try TemporaryModelFolder()
        let whole = Self.trainer(kind), first = Self.trainer(kind), second = Self.trainer(kind)
        let losses = try Self.run(whole, 0..<6)
        #expect(try Self.run(first, 0..<3) == Array(losses[..<3]))
        try first.writeCheckpoint(folder.file("c"), notes: ["epoch": "2"])
        _ = try Self.run(second, 1..<3)
        #expect(try second.readCheckpoint(folder.file("c"))["epoch"] == "2")
        #expect(second.steps == 3)
        #expect(try Self.run(second, 3..<6) == Array(losses[3...]))
        #expect(Self.numbers(second) == Self.numbers(whole))
    }

    @Test("a few pictures are learned by heart, and the network that was kept says what the trainer says", arguments: NetworkKind.fromScratch)
    func learns(kind: NetworkKind) throws {
        let folder = try TemporaryModelFolder(), trainer = Self.trainer(kind, rate: kind == .keras ? 1e-4 : 3e-3)
        for _ in 0..<(kind == .keras ? 150 : 40) { _ = try Self.run(trainer, 0..<1) }
        let batch = TrainingPictures(step: 0, count: 6)
        let said = try #require(trainer.probabilities(6, threads: 2) { batch.pictures[$0] })
        let right = zip(said, batch.labels).count { row, label in row.firstIndex(of: row.max() ?? 0) == label }
        #expect(right >= 5)
        try trainer.writeNetwork(folder.file("n"), temperature: 1)
        let kept = try TrainedNetwork(path: folder.file("n"), classes: 5)
        let again = try #require(kept.probabilities(6, threads: 1) { batch.pictures[$0] })
        for (a, b) in zip(said, again) { #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-5 }) }
    }

    @Test("a loss that is no number stops the run with one line, and weights that are none are never kept")
    func diverges() throws {
        let folder = try TemporaryModelFolder()
        let trainer = NetworkTrainer(.compact, optimiser: .sgd(1e20), classWeights: [1, 1, 1, 1, 1], seed: 5, input: TrainingPictures.shape)
        let error = #expect(throws: ModelError.self) { try Self.run(trainer, 0..<20) }
        #expect(error == .diverged(step: trainer.steps + 1, learningRate: 1e20))
        #expect(error?.description.contains("--learning-rate") == true && error?.description.contains("\n") == false)
        trainer.network.parameters[0].values.pointer[0] = .nan
        #expect(throws: ModelError.self) { try trainer.writeCheckpoint(folder.file("c"), notes: [:]) }
        #expect(!FileManager.default.fileExists(atPath: folder.file("c")))
    }

    @Test("a checkpoint that is cut, of another network, or absent is refused in one line")
    func damaged() throws {
        let folder = try TemporaryModelFolder(), trainer = Self.trainer(.compact)
        try trainer.writeCheckpoint(folder.file("c"), notes: [:])
        let whole = try Data(contentsOf: URL(fileURLWithPath: folder.file("c")))
        for length in [0, 7, 100, whole.count / 2, whole.count - 1] {
            try whole.prefix(length).write(to: URL(fileURLWithPath: folder.file("cut")))
            let error = #expect(throws: ModelError.self) { try Self.trainer(.compact).readCheckpoint(folder.file("cut")) }
            #expect(error?.description.contains("\n") == false)
        }
        #expect(throws: ModelError.self) { try Self.trainer(.keras).readCheckpoint(folder.file("c")) }
        #expect(throws: ModelError.self) { try Self.trainer(.compact, seed: 9).readCheckpoint(folder.file("c")) }
        #expect(throws: ModelError.self) { try Self.trainer(.compact).readCheckpoint(folder.file("none")) }
        #expect(throws: ModelError.self) { try TrainedNetwork(path: folder.file("c"), classes: 5) }
    }

    @Test("cancelled, a step ends without a loss")
    func cancelled() throws {
        let trainer = Self.trainer(.compact), batch = TrainingPictures(step: 0)
        #expect(try trainer.step(batch.labels, threads: 2, isCancelled: { true }) { batch.pictures[$0] } == nil)
        #expect(trainer.probabilities(4, threads: 2, isCancelled: { true }) { batch.pictures[$0] } == nil)
    }

    @Test("the rules of the optimisers are the same in C and in plain Swift", arguments: OptimiserSettings.Rule.allCases)
    func rules(rule: OptimiserSettings.Rule) {
        var settings = OptimiserSettings.adam(0.01)
        settings.rule = rule
        func after(portable: Bool) -> [[Float]] {
            let parameter = Parameter("p", [37])
            let optimiser = Optimiser(settings, [parameter], portable: portable)
            for step in 1...3 {
                for (i, value) in TrunkKernelTests.noise(37, seed: UInt64(step)).enumerated() { parameter.gradient.pointer[i] = value }
                optimiser.steps += 1
                optimiser.apply([parameter])
            }
            return ([parameter] + optimiser.kept).map(\.values.array)
        }
        for (fast, plain) in zip(after(portable: false), after(portable: true)) { #expect(difference(fast, plain) < 1e-6) }
    }
}

/// A folder that is removed with the value.
final class TemporaryModelFolder {
    private let path = NSTemporaryDirectory() + "rarity-model-tests-" + UUID().uuidString

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
    func file(_ name: String) -> String { path + "/" + name }
}
