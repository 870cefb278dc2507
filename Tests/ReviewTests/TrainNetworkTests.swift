import Foundation
import Frames
import Model
import Synchronization
import Testing
@testable import Review

@Suite("Training a network from scratch")
struct TrainNetworkTests {
    /// Two places by turns, all labelled.
    private func fixture() throws -> PictureFixture {
        try PictureFixture { shot, _ in shot % 2 == 0 ? .common : .uncommon }
    }

    private func settings(epochs: Int = 2) -> NetworkSettings { NetworkSettings(network: .compact, epochs: epochs, batchSize: 8, seed: 1) }

    /// Cancels where the progress says so.
    private func cancelling(_ isTime: @escaping @Sendable (StageProgress) -> Bool) -> StageContext {
        let box = Mutex<StageContext?>(nil)
        let context = StageContext(threads: 2) { progress in if isTime(progress) { box.withLock { $0?.cancel() } } }
        box.withLock { $0 = context }
        return context
    }

    @Test("it keeps a model with both validations, predicts every frame, and lets a current head go on")
    func trains() throws {
        let made = try fixture()
        _ = try TrainModel.run(made.store, context: StageContext())
        let report = try TrainNetwork.run(made.store, settings: settings(), context: StageContext())
        #expect(report.model == "compact-0002" && report.predicted == 30 && report.without == 0 && !report.isCurrent)
        #expect(report.epochs.count == 2 && report.epochs.allSatisfy { $0.loss.isFinite })
        #expect(report.trainedOn < 30 && report.figures.validation.random != nil && report.figures.validation.shots == nil)
        #expect(try made.store.currentModel()?.kind == "ridge")
        let model = try #require(try made.store.models().first)
        #expect(model.kind == "compact" && ModelFigures(model) == report.figures)
        try made.store.useModel(name: report.model)
        #expect(try PredictFrames.run(made.store, context: StageContext()).model == report.model)
        #expect(try made.records().allSatisfy { $0.prediction != nil })
        #expect(try LiveHead(made.store, context: StageContext()) == nil)
        let files = try FileManager.default.contentsOfDirectory(atPath: made.folder.file(".rarity/models/compact-0002")).sorted()
        #expect(files == ["network.safetensors", "run.json"])
    }

    @Test("stopped in its last epoch and gone on with, it predicts what the run that was not stopped predicts, to the last bit")
    func resumes() throws {
        let whole = try fixture(), stopped = try fixture()
        _ = try TrainNetwork.run(whole.store, settings: settings(epochs: 3), context: StageContext(threads: 1))
        #expect(throws: StageCancelled.self) {
            try TrainNetwork.run(stopped.store, settings: settings(epochs: 3), context: cancelling { $0.title.contains("epoch 3 of 3") && $0.done == 2 })
        }
        #expect(try stopped.store.models().isEmpty)
        // What is decided meanwhile is not learned from.
        _ = try stopped.store.decide(Decision(.label(.legendary), items: [.init(frame: try stopped.records()[0].id)], reviewer: "Ann"))
        let report = try TrainNetwork.resume(stopped.store, .compact, context: StageContext())
        #expect(report.isCurrent && report.epochs.count == 3)
        try whole.store.useModel(name: "compact-0001")
        #expect(try stopped.records().map(\.prediction) == whole.records().map(\.prediction))
    }

    @Test("stopped at any step it keeps a checkpoint first, so that no step is lost")
    func keepsOnStop() throws {
        let whole = try fixture(), stopped = try fixture()
        _ = try TrainNetwork.run(whole.store, settings: settings(), context: StageContext())
        for place in ["epoch 1 of 2", "epoch 2 of 2"] {
            #expect(throws: StageCancelled.self) {
                let context = cancelling { $0.title.contains(place) && $0.done == 1 }
                if place.contains("1 of") { _ = try TrainNetwork.run(stopped.store, settings: settings(), context: context) }
                else { _ = try TrainNetwork.resume(stopped.store, .compact, context: context) }
            }
            #expect(TrainNetwork.canResume(stopped.store, .compact))
        }
        _ = try TrainNetwork.resume(stopped.store, .compact, context: StageContext())
        #expect(try stopped.records().map(\.prediction) == whole.records().map(\.prediction))
    }

    @Test("a kept network predicts the frames of an episode that comes later, and those alone")
    func laterEpisode() throws {
        let made = try fixture()
        let report = try TrainNetwork.run(made.store, settings: settings(epochs: 1), context: StageContext())
        #expect(report.isCurrent)
        let before = try made.records().map(\.prediction)
        let later = try made.importAgain(as: 2)
        #expect(try made.store.frames(later).allSatisfy { $0.prediction == nil })
        #expect(try PredictFrames.run(made.store, context: StageContext()).model == report.model)
        #expect(try made.store.frames(later).allSatisfy { $0.prediction != nil })
        #expect(try made.records().map(\.prediction) == before)
        // The same pictures, so the same words.
        #expect(try made.store.frames(later).map(\.prediction) == before)
    }

    @Test("stopped before it begins it leaves nothing behind")
    func leavesNothing() throws {
        let made = try fixture()
        #expect(throws: StageCancelled.self) {
            let context = StageContext()
            context.cancel()
            _ = try TrainNetwork.run(made.store, settings: settings(), context: context)
        }
        #expect(!FileManager.default.fileExists(atPath: made.folder.file(".rarity/models")))
        let error = #expect(throws: ReviewError.self) { try TrainNetwork.resume(made.store, .compact, context: StageContext()) }
        #expect(error?.description.contains("no unfinished training") == true)
    }

    @Test("a loss that is no number is one line, and the last good checkpoint stays")
    func diverges() throws {
        let made = try fixture()
        var wild = settings(epochs: 30)
        wild.optimiser = .sgd(1e30)
        let error = #expect(throws: ModelError.self) { try TrainNetwork.run(made.store, settings: wild, context: StageContext()) }
        #expect(error?.description.contains("--learning-rate") == true && error?.description.contains("\n") == false)
        #expect(try made.store.models().isEmpty)
    }

    @Test("too few labels are one clear line")
    func tooFew() throws {
        let made = try PictureFixture { shot, frame in shot == 0 && frame < 2 ? .rare : nil }
        let error = #expect(throws: ReviewError.self) { try TrainNetwork.run(made.store, settings: settings(), context: StageContext()) }
        #expect(error?.description.contains("2 of 1 class") == true)
    }

    @Test("four fifths train; scenes are held out whole; the lesser kind is held out too", arguments: [NetworkSettings.Split.scene, .random])
    func split(split: NetworkSettings.Split) {
        for seed in 0..<20 as Range<UInt64> {
            let scenes = (0..<600).map { $0 / 24 }, parts = NetworkSplit.parts(scenes: scenes, split, seed: seed)
            let counts = Dictionary(parts.map { ($0, 1) }, uniquingKeysWith: +)
            #expect((456...492).contains(counts[.train] ?? 0))
            #expect(split == .scene ? counts[.scene] ?? 0 > counts[.random] ?? 0 : counts[.scene] ?? 0 < counts[.random] ?? 0)
            #expect(counts[.scene] ?? 0 > 0 && counts[.random] ?? 0 > 0)
            let held = Set(zip(scenes, parts).filter { $1 == .scene }.map(\.0))
            #expect(zip(scenes, parts).allSatisfy { held.contains($0) == ($1 == .scene) })
            #expect(parts == NetworkSplit.parts(scenes: scenes, split, seed: seed))
        }
        #expect(NetworkSplit.parts(scenes: [Int](repeating: 3, count: 50), split, seed: 1).allSatisfy { $0 != .scene })
    }
}
