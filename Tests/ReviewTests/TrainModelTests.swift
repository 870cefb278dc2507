import Foundation
import Frames
import Ingest
import Model
import Synchronization
import Testing
@testable import Review

@Suite struct TrainModelTests {
    /// Human labels on the first four shots of six.
    private func fixture() throws -> PictureFixture {
        try PictureFixture { shot, _ in shot < 4 ? (shot % 2 == 0 ? .common : .uncommon) : nil }
    }

    @Test("training makes what is missing, predicts every frame, and keeps the model with its figures")
    func train() throws {
        let made = try fixture()
        let report = try TrainModel.run(made.store, context: StageContext())
        #expect(report.model == "ridge-0001" && report.predicted == 30 && report.without == 0)
        #expect(report.figures.labels == [0, 10, 10, 0, 0] && report.figures.labelledShots == 4)
        // Also the shots that nobody labelled.
        let predicted = try made.records().map { $0.prediction?.rarity }
        #expect(predicted == (0..<30).map { $0 / 5 % 2 == 0 ? .common : .uncommon })
        let model = try #require(try made.store.currentModel())
        #expect(ModelFigures(model) == report.figures)
        #expect(try made.store.shots(PictureFixture.code).count == 6)
    }

    @Test("the same labels give the same predictions, under the next name")
    func again() throws {
        let made = try fixture()
        _ = try TrainModel.run(made.store, context: StageContext())
        let first = try made.records().map(\.prediction)
        #expect(try TrainModel.run(made.store, context: StageContext()).model == "ridge-0002")
        #expect(try made.records().map(\.prediction) == first)
        #expect(try made.store.currentModel()?.parent == "ridge-0001")
    }

    @Test("too few labels are one clear line, before anything long begins",
          arguments: [(nil, "none"), (RarityClass.rare, "only 30 of Rare")])
    func tooFew(rarity: RarityClass?, words: String) throws {
        let made = try PictureFixture { _, _ in rarity }
        let error = #expect(throws: ReviewError.self) { try TrainModel.run(made.store, context: StageContext()) }
        let text = try #require(error?.description)
        #expect(text.contains(words) && text.contains("two classes") && !text.contains("\n"))
        #expect(try made.store.shots(PictureFixture.code) == [])
    }

    @Test("labels on frames without images are counted out")
    func labelsWithoutImages() throws {
        let fixture = try StoreFixture(frames: 12)
        let error = #expect(throws: ReviewError.self) { try TrainModel.run(fixture.store, context: StageContext()) }
        #expect(error?.description.contains("\n") == false)
    }

    @Test("stopped at any step, it adds no model")
    func cancelled() throws {
        let made = try fixture()
        for title in ["shots", "embedding", "training"] {
            let box = Mutex<StageContext?>(nil)
            let context = StageContext(threads: 1) { progress in
                if progress.title == title { box.withLock { $0?.cancel() } }
            }
            box.withLock { $0 = context }
            #expect(throws: StageCancelled.self) { try TrainModel.run(made.store, context: context) }
            #expect(try made.store.models().isEmpty)
        }
    }

    @Test("predictions follow every decision, and a run with no news changes nothing")
    func follow() throws {
        let made = try fixture()
        let (model, _) = try PredictFrames.run(made.store, context: StageContext())
        #expect(model == "ridge-0001")
        let before = try made.records()
        let items = before[20..<25].map { Decision.Item(frame: $0.id) }
        _ = try made.store.decide(Decision(.label(.legendary), items: items, reviewer: "Ann"))
        #expect(try PredictFrames.run(made.store, context: StageContext()).model == model)
        let after = try made.records()
        #expect(try #require(after[22].prediction).probabilities[4] > #require(before[22].prediction).probabilities[4] + 0.1)
        _ = try PredictFrames.run(made.store, context: StageContext())
        #expect(try made.records().map(\.prediction) == after.map(\.prediction))
        // What the quick refit says is what a new training on the same basis says.
        #expect(try TrainModel.run(made.store, context: StageContext()).model == "ridge-0002")
        for (quick, thorough) in zip(after, try made.records()) {
            #expect(quick.prediction?.rarity == thorough.prediction?.rarity)
        }
    }

    @Test("on the real film, random frames flatter and every frame is predicted", .enabled(if: RealFilm.folder != nil))
    func realFilm() throws {
        let film = try #require(RealFilm.folder), folder = try TemporaryFolder()
        let store = try ReviewStore(path: folder.file("review.db"))
        let code = EpisodeCode(season: 1, episode: 2)
        let sheet = try EpisodeSheet.readCSV(path: film + "/S01E02.csv", episode: code)
        _ = try store.importEpisode(StoreFixture.entry(2), sheet, imageFolder: film + "/S01E02")
        let report = try TrainModel.run(store, context: StageContext())
        let shots = try #require(report.figures.validation.shots), random = try #require(report.figures.validation.random)
        #expect(report.predicted == 560 && report.without == 0)
        #expect(random.right > 0.85)
        #expect(random.right > shots.right + 0.1)
        #expect(shots.right > 0.5)
    }
}
