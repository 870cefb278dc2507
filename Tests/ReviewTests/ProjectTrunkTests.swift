import Model
import Testing
@testable import Review

@Suite("The project's trunk")
struct ProjectTrunkTests {
    @Test("a new project takes what the processor is quickest in, a chosen trunk stays, an unknown one counts for nothing")
    func chosen() throws {
        let store = try StoreFixture().store
        #expect(try store.trunk() == TrunkName(input: .h180w320, precision: .fastest))
        let chosen = TrunkName(input: .h144w256, precision: .float32)
        try store.setTrunk(chosen)
        #expect(try store.trunk() == chosen)
        try store.setSetting("trunk", to: "lite9-1x1-int1")
        #expect(try store.trunk() == TrunkName())
    }

    @Test("a project goes on with the trunk of its model; another one chosen is for the next training, and the model keeps its own",
          arguments: TrunkPrecision.allCases)
    func model(precision: TrunkPrecision) throws {
        let made = try PictureFixture { shot, _ in shot < 4 ? (shot % 2 == 0 ? .common : .uncommon) : nil }
        let first = TrunkName(input: .h144w256, precision: precision)
        _ = try TrainModel.run(made.store, settings: TrainSettings(trunk: first), context: StageContext())
        #expect(try made.store.trunk() == first)
        let other = TrunkName(input: .h144w256, precision: precision == .int8 ? .float32 : .int8)
        try made.store.setTrunk(other)
        // Predicting again reads the embeddings of the model, not those of the project's new trunk.
        let current = try #require(try made.store.currentModel())
        #expect(try KeptHead(made.store, current)?.trunk == first)
        let before = try made.records().map(\.prediction)
        _ = try PredictFrames.run(made.store, context: StageContext())
        #expect(try made.records().map(\.prediction) == before)
        _ = try TrainModel.run(made.store, context: StageContext())
        let next = try #require(try made.store.currentModel())
        #expect(try KeptHead(made.store, next)?.trunk == other)
    }

    @Test("embeddings of another precision are refused by name")
    func mixed() throws {
        let test = try EmbeddingTestFolder(), frames = test.frames(0..<2)
        try test.write(frames)
        #expect(throws: EmbeddingError.self) {
            _ = try EmbeddingFile(path: test.file, trunk: TrunkName(input: test.trunk.input, precision: .int8))
        }
    }
}
