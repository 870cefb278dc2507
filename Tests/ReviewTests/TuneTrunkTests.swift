import Foundation
import Frames
import Model
import Synchronization
import Testing
@testable import Review

@Suite("Fine-tuning in a project")
struct TuneTrunkTests {
    private func fixture() throws -> PictureFixture {
        try PictureFixture(shots: 8) { shot, _ in shot % 2 == 0 ? .common : .uncommon }
    }

    private func settings(epochs: Int = 2) -> NetworkSettings { NetworkSettings(tuning: 1, input: .h144w256, epochs: epochs, batchSize: 8, seed: 1) }

    @Test("it keeps a model beside the current one, says what the frozen trunk does on the same frames, and mixes no embeddings")
    func keeps() throws {
        let made = try fixture()
        _ = try TrainModel.run(made.store, context: StageContext())
        let embeddings = made.folder.file(".rarity/embeddings")
        let before = try FileManager.default.subpathsOfDirectory(atPath: embeddings).sorted()
        let report = try TrainNetwork.run(made.store, settings: settings(), context: StageContext())
        #expect(report.model == "tuned-0002" && !report.isCurrent && report.predicted == 40)
        let start = try #require(report.before)
        for (one, other) in [(start.scenes, report.figures.validation.scenes), (start.shots, report.figures.validation.shots)] {
            #expect(one?.frames == other?.frames && one?.groups == other?.groups && one?.confusion.map { $0.reduce(0, +) } == other?.confusion.map { $0.reduce(0, +) })
        }
        #expect(start.scenes != nil || start.shots != nil)
        #expect((0...2).contains(report.bestEpoch ?? -1) && report.epochs.allSatisfy { $0.watchedLoss?.isFinite == true })
        #expect(try made.store.currentModel()?.kind == "ridge")
        #expect(try FileManager.default.subpathsOfDirectory(atPath: embeddings).sorted() == before)
        try made.store.useModel(name: report.model)
        #expect(try PredictFrames.run(made.store, context: StageContext()).model == report.model)
        #expect(try FileManager.default.contentsOfDirectory(atPath: made.folder.file(".rarity/models/tuned-0002")).sorted() == ["network.safetensors", "run.json"])
    }

    @Test("stopped and gone on with, it predicts what the run that was not stopped predicts, to the last bit")
    func resumes() throws {
        let whole = try fixture(), stopped = try fixture()
        _ = try TrainNetwork.run(whole.store, settings: settings(), context: StageContext())
        let box = Mutex<StageContext?>(nil)
        let context = StageContext(threads: 2) { progress in
            if progress.title.contains("epoch 2 of 2"), progress.done == 1 { box.withLock { $0?.cancel() } }
        }
        box.withLock { $0 = context }
        #expect(throws: StageCancelled.self) { try TrainNetwork.run(stopped.store, settings: settings(), context: context) }
        let report = try TrainNetwork.resume(stopped.store, .tuned, context: StageContext())
        #expect(report.epochs.count == 2 && report.before != nil)
        #expect(try stopped.records().map(\.prediction) == whole.records().map(\.prediction))
    }

    @Test("measured, watched and trained frames share no scene, measured shots no shot with what is trained on")
    func parts() {
        for seed in 0..<20 as Range<UInt64> {
            let scenes = (0..<600).map { $0 / 30 }, shots = (0..<600).map { $0 / 10 }
            let parts = NetworkSplit.tuningParts(scenes: scenes, shots: shots, seed: seed)
            func groups(_ part: NetworkPart, _ groups: [Int]) -> Set<Int> { Set(zip(groups, parts).filter { $1 == part }.map(\.0)) }
            #expect(groups(.scene, scenes).isDisjoint(with: groups(.train, scenes)) && groups(.watch, scenes).isDisjoint(with: groups(.train, scenes)))
            #expect(groups(.scene, scenes).isDisjoint(with: groups(.watch, scenes)) && groups(.shot, shots).isDisjoint(with: groups(.train, shots)))
            #expect(parts.count { $0 == .train } > 350 && [.scene, .watch, .shot].allSatisfy { part in parts.count { $0 == part } >= 30 })
        }
        let one = NetworkSplit.tuningParts(scenes: [Int](repeating: 0, count: 60), shots: (0..<60).map { $0 / 5 }, seed: 1)
        #expect(!one.contains(.scene) && one.contains(.watch) && one.contains(.shot) && one.contains(.train))
    }

    @Test("labels in one shot alone are too few, which is said in one line")
    func tooFew() throws {
        let made = try PictureFixture(shots: 3) { shot, frame in shot < 1 ? (frame < 2 ? .rare : .common) : nil }
        let error = #expect(throws: ReviewError.self) { try TrainNetwork.run(made.store, settings: settings(), context: StageContext()) }
        #expect(error?.description.contains("\n") == false)
    }
}
