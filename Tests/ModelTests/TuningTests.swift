import Foundation
import Frames
import Testing
@testable import Model

@Suite("Fine-tuning of the trunk's last blocks")
struct TuningTests {
    private static let size = MapShape(144, 256, 3)

    /// Pictures of two kinds, in colour and pattern, with some noise.
    private static func picture(_ index: Int) -> [UInt8] {
        let noise = TrunkKernelTests.noise(size.count, seed: UInt64(100 + index))
        return (0..<size.count).map { i in
            let column = i / 3 % size.width, base: Float = index % 2 == 0 ? (column / 16 % 2 == 0 ? 200 : 40) : Float(60 + 60 * (i % 3))
            return UInt8(min(255, max(0, base + 20 * noise[i])))
        }
    }

    private static let count = 8
    private static let labels = (0..<count).map { $0 % 2 }

    /// The prepared pictures lie beside it, as the loop keeps them.
    private static func trainer(blocks: Int = 1, rate: Float = 1e-4) throws -> (NetworkTrainer, [[UInt8]]) {
        let trainer = try NetworkTrainer(tuning: blocks, pictures: size, optimiser: .adam(rate), classWeights: [1, 1], seed: 3)
        return (trainer, (0..<count).map { trainer.prepare(picture($0)) })
    }

    private static func fit(_ trainer: NetworkTrainer, _ pictures: [[UInt8]]) throws {
        #expect(try trainer.fitClasses(labels: labels, shots: Array(0..<count), threads: 2) { pictures[$0] })
    }

    private static func run(_ trainer: NetworkTrainer, _ pictures: [[UInt8]], steps: Int) throws -> [Float] {
        try (0..<steps).map { _ in try #require(try trainer.step(labels, threads: 2) { pictures[$0] }) }
    }

    @Test("before it learns, its blocks are the trunk's: the embedding is the same but for half precision in between", arguments: [1, 6])
    func isTheTrunk(blocks: Int) throws {
        let (trainer, pictures) = try Self.trainer(blocks: blocks)
        let body = Network(trainer.network.layers.dropLast())
        let roots = body.logits(1, team: Team(threads: 1)) { trainer.load(pictures[$0], into: $1) }
        let trunk = try Trunk(input: .h144w256)
        let expected = trunk.embed([RGBImage(width: Self.size.width, height: Self.size.height, pixels: Self.picture(0))], threads: 1)[0]
        #expect(difference(roots.map { $0 * $0 - RootOfAverage.least }, expected) < 4e-3)
    }

    @Test("it begins with the ridge on the frozen features, and learns on from there")
    func begins() throws {
        let (trainer, pictures) = try Self.trainer()
        #expect(try Self.run(trainer, pictures, steps: 1)[0] - log(2) < 1e-5)
        let (fitted, same) = try Self.trainer()
        try Self.fit(fitted, same)
        let said = try #require(fitted.probabilities(Self.count, threads: 2) { same[$0] })
        #expect(zip(said, Self.labels).allSatisfy { $0[$1] > 0.9 })
        let losses = try Self.run(fitted, same, steps: 8)
        #expect(losses[0] < 0.1 && losses[7] < 0.7 * losses[0])
    }

    @Test("stopped and gone on from its checkpoint it is the run that was not stopped, to the last bit")
    func resumes() throws {
        let folder = try TemporaryModelFolder()
        let (whole, pictures) = try Self.trainer(), (first, _) = try Self.trainer(), (second, _) = try Self.trainer()
        try Self.fit(whole, pictures)
        try Self.fit(first, pictures)
        let losses = try Self.run(whole, pictures, steps: 4)
        #expect(try Self.run(first, pictures, steps: 2) == Array(losses[..<2]))
        try first.writeCheckpoint(folder.file("c"), notes: [:])
        _ = try second.readCheckpoint(folder.file("c"))
        #expect(try Self.run(second, pictures, steps: 2) == Array(losses[2...]))
    }

    @Test("the network that was kept says of new pictures what the trainer says; one of another depth is refused")
    func kept() throws {
        let folder = try TemporaryModelFolder()
        let (trainer, pictures) = try Self.trainer()
        try Self.fit(trainer, pictures)
        _ = try Self.run(trainer, pictures, steps: 2)
        try trainer.writeNetwork(folder.file("n"), temperature: 1)
        let kept = try TrainedNetwork(path: folder.file("n"), classes: 2)
        #expect(kept.kind == .tuned && kept.input == Self.size)
        let new = Self.picture(50)
        let said = try #require(trainer.probabilities(1, threads: 1) { _ in trainer.prepare(new) })
        let again = try #require(kept.probabilities(1, threads: 1) { _ in new })
        #expect(zip(said[0], again[0]).allSatisfy { abs($0 - $1) < 1e-6 })
        let (deeper, _) = try Self.trainer(blocks: 2)
        #expect(throws: ModelError.self) { try deeper.readNetwork(folder.file("n")) }
        #expect(throws: ModelError.self) {
            try NetworkTrainer(tuning: 12, pictures: Self.size, optimiser: .adam(1), classWeights: [1, 1], seed: 0)
        }
        #expect(throws: ModelError.self) {
            try NetworkTrainer(tuning: 2, pictures: MapShape(100, 100, 3), optimiser: .adam(1), classWeights: [1, 1], seed: 0)
        }
    }
}
