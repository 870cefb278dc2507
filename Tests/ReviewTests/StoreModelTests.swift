import Foundation
import Frames
import Testing
@testable import Review

@Suite struct StoreModelTests {
    private func certain(_ rarity: RarityClass) -> [Float] {
        RarityClass.allCases.map { $0 == rarity ? 0.6 : 0.1 }
    }

    @Test("a model is kept with its predictions; making it current changes predictions and disagreements in one step")
    func current() throws {
        let fixture = try StoreFixture()
        let store = fixture.store, ids = try fixture.ids()
        #expect(try store.currentModel() == nil)
        try store.saveModel(NewModel(name: "ridge-0001", kind: "ridge", lastEvent: 3, head: [1, 2, 3]),
                            predictions: ids.map { ($0, certain(.common)) }, makeCurrent: true)
        #expect(try store.currentModel()?.name == "ridge-0001")
        #expect(try store.head(ofModel: "ridge-0001") == [1, 2, 3])
        #expect(try store.frames(StoreFixture.code())[0].prediction?.rarity == .common)
        #expect(try (store.episodes()[0].predicted, store.episodes()[0].disagreements) == (6, 3))
        try store.saveModel(NewModel(name: try store.freeModelName(kind: "ridge"), kind: "ridge"),
                            predictions: ids.prefix(2).map { ($0, certain(.rare)) }, makeCurrent: false)
        #expect(try (store.episodes()[0].predicted, store.episodes()[0].disagreements) == (6, 3))
        try store.useModel(name: "ridge-0002")
        #expect(try (store.episodes()[0].predicted, store.episodes()[0].disagreements) == (2, 1))
        #expect(try store.frames(StoreFixture.code())[2].prediction == nil)
        #expect(try store.frames(StoreFixture.code(), marked: .disagrees, limit: 9).map(\.position) == [1])
        #expect(try store.frames(StoreFixture.code(), marked: .disagrees, after: 1, limit: 9).isEmpty)
        #expect(try store.frames(StoreFixture.code(), marked: .unreviewed, after: 2, limit: 2).map(\.position) == [3, 4])
        try fixture.decide(.accept(.rare), [1], by: "Ann")
        #expect(try store.episodes()[0].disagreements == 0)
        try store.updatePredictions(ofModel: "ridge-0002", [(ids[1], certain(.junk))])
        #expect(try store.episodes()[0].disagreements == 1)
        #expect(try store.models().map(\.name) == ["ridge-0002", "ridge-0001"])
        #expect(try store.check(repair: false) == [])
    }

    @Test("a name that is taken, an unknown model and a broken prediction change nothing")
    func refused() throws {
        let fixture = try StoreFixture()
        let store = fixture.store, ids = try fixture.ids()
        try store.saveModel(NewModel(name: "m", kind: "ridge"), predictions: [], makeCurrent: true)
        #expect(throws: ReviewError.self) { try store.saveModel(NewModel(name: "m", kind: "ridge"), predictions: [], makeCurrent: true) }
        #expect(throws: ReviewError.self) { try store.useModel(name: "n") }
        for broken in [[0.5, 0.5], [.nan, 0, 0, 0, 1]] as [[Float]] {
            #expect(throws: ReviewError.self) {
                try store.saveModel(NewModel(name: "x", kind: "ridge"), predictions: [(ids[0], certain(.junk)), (ids[1], broken)], makeCurrent: true)
            }
        }
        #expect(try store.models().map(\.name) == ["m"])
        #expect(try store.episodes()[0].predicted == 0)
    }

    @Test("while a model is written nobody sees it, and one left by a killed program is cleared away later")
    func drafts() throws {
        let fixture = try StoreFixture()
        let store = fixture.store
        try store.write { db in
            try db.execute(sql: """
                INSERT INTO model (name, kind, settings, metrics, last_event, revision, made_ms, draft) VALUES ('killed', 'ridge', '{}', '{}', 0, 0, 0, 1)
                """)
        }
        #expect(try store.models().isEmpty)
        #expect(throws: ReviewError.self) { try store.useModel(name: "killed") }
        try store.saveModel(NewModel(name: "killed", kind: "ridge"), predictions: fixture.ids().map { ($0, certain(.rare)) }, makeCurrent: true)
        #expect(try store.models().map(\.name) == ["killed"])
        #expect(try store.frames(StoreFixture.code()).allSatisfy { $0.prediction?.rarity == .rare })
        #expect(try store.check(repair: false) == [])
    }

    @Test("held-out classes are read back as they were kept; bytes of another form are not taken for some")
    func heldOut() throws {
        let kept = HeldOutClasses([1: .rare, 70_000_000_000: .junk, 3: .legendary])
        #expect(HeldOutClasses(kept.encoded) == kept)
        #expect(HeldOutClasses(kept.encoded.dropLast()) == nil)
        #expect(HeldOutClasses(Data(repeating: 9, count: 9)) == nil)
    }

    @Test("shots must cover the episode without a gap")
    func shots() throws {
        let store = try StoreFixture().store
        let whole = [Shot(index: 0, first: 0, last: 1, scene: 0), Shot(index: 1, first: 2, last: 5, scene: 1)]
        try store.setShots(StoreFixture.code(), whole)
        for broken in [[whole[0]], [whole[1]], [whole[0], Shot(index: 1, first: 3, last: 5, scene: 0)], [Shot(index: 0, first: 0, last: 6, scene: 0)]] {
            #expect(throws: ReviewError.self) { try store.setShots(StoreFixture.code(), broken) }
        }
        #expect(try store.shots(StoreFixture.code()) == whole)
    }

    @Test("a head learns from classes that people gave and nobody contests")
    func training() throws {
        let fixture = try StoreFixture(episodes: 2)
        #expect(try fixture.store.trainingLabels().count == 6)
        try fixture.decide(.label(.rare), [1], by: "Ann")
        try fixture.decide(.label(.junk), [2], by: "Ann")
        try fixture.decide(.label(.rare), [2], by: "Bob")
        let labels = try fixture.store.trainingLabels().filter { $0.episode == StoreFixture.code() }
        #expect(labels.map(\.position) == [0, 1, 4])
        #expect(labels.map(\.source) == [.jonny, .reviewer, .supervised])
    }
}
