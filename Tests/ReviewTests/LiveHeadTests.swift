import Foundation
import Frames
import Model
import Testing
@testable import Review

@Suite struct LiveHeadTests {
    private static let code = PictureFixture.code

    /// Eight shots of two places, five of them labelled, trained.
    private func trained() throws -> (made: PictureFixture, live: LiveHead) {
        let made = try PictureFixture(shots: 8) { shot, _ in shot < 5 ? (shot % 2 == 0 ? .common : .uncommon) : nil }
        _ = try TrainModel.run(made.store, context: StageContext())
        return (made, try #require(try LiveHead(made.store, context: StageContext())))
    }

    /// The largest difference of a probability between live predictions and what is stored of an episode.
    private func difference(_ live: LivePredictions, _ store: ReviewStore) throws -> Float {
        try store.frames(Self.code).map { record -> Float in
            guard let a = live[record.id], let b = record.prediction else { return 1 }
            return zip(a.probabilities, b.probabilities).map { abs($0 - $1) }.max() ?? 0
        }.max() ?? 0
    }

    /// What training did before there was a live head: everything from the store, fitted from nothing, all frames.
    private func fromNothing(_ store: ReviewStore) throws -> [FrameID: [Float]] {
        let model = try #require(try store.currentModel()), head = try #require(try KeptHead(store, model))
        let records = try store.frames(Self.code), shots = try store.shots(Self.code)
        let found = try EmbeddingFolder(database: store.path, trunk: head.trunk).embeddings(Self.code, of: records.map(\.number))
        let features = head.file.basis.features(found.matrix)
        let shotOf = records.indices.map { position in shots.lastIndex { $0.first <= position } ?? 0 }
        let labels = records.map { LiveRidge.Label($0.state) }
        let rows = labels.indices.filter { labels[$0] != nil }
        let frames = LabelledFrames(
            features: features.selecting(rows: rows), labels: rows.compactMap { labels[$0]?.index }, shots: rows.map { shotOf[$0] },
            scenes: rows.map { _ in 0 }, weights: rows.compactMap { labels[$0]?.weight })
        let fit = try RidgeFit(frames, classes: RarityClass.count)
        let all = LinearHead(fit, temperature: head.file.head.temperature).probabilities(features, shots: shotOf)
        return Dictionary(uniqueKeysWithValues: records.map { ($0.id, Array(all.row($0.position))) })
    }

    @Test("right after a training the live head says what was stored")
    func afterTraining() throws {
        let (made, live) = try trained()
        #expect(live.predictions.count == 40)
        #expect(try difference(live.predictions, made.store) < 1e-4)
        let middle = try made.records()[17]
        #expect(live.predictions[Self.code, 17] == live.predictions[middle.id])
        #expect(live.predictions.predictions(Self.code).count == 40)
        #expect(live.predictions[Self.code, 40] == nil && live.predictions[999] == nil)
    }

    @Test("after every random decision, undo and moved boundary of three reviewers it equals a fit from nothing to 1e-4",
          arguments: [1, 2, 3] as [UInt64])
    func equalsFitFromNothing(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let (made, live) = try trained()
        let ids = try made.records().map(\.id)
        for step in 0..<60 {
            let reviewer = ["Ann", "Bob", "Jonny"].randomElement(using: &random) ?? "Ann"
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<5:
                let rarity = RarityClass.allCases.randomElement(using: &random) ?? .junk
                let verdict: Decision.Verdict = Bool.random(using: &random) ? .label(rarity) : [.unsure, .flag(true), .accept(rarity)].randomElement(using: &random) ?? .unsure
                let first = Int.random(in: 0..<40, using: &random), count = Int.random(in: 1...8, using: &random)
                let items = ids[first..<min(40, first + count)].map { Decision.Item(frame: $0) }
                live.apply(try made.store.decide(Decision(verdict, items: items, reviewer: reviewer)).changed)
            case 5..<8:
                guard let outcome = try made.store.undo(reviewer: reviewer) else { continue }
                if outcome.shots.isEmpty { live.apply(outcome.changed) } else { try live.catchUp() }
            case 8:
                let frame = ids[Int.random(in: 1..<40, using: &random)]
                let isStart = try made.store.shots(Self.code).contains { ids[$0.first] == frame }
                try made.store.editShots([isStart ? .join(frame) : .split(frame)], reviewer: reviewer)
                try live.catchUp()
            default: try live.conclude()
            }
            let expected = try fromNothing(made.store), found = live.predictions
            for id in ids {
                let a = try #require(found[id]).probabilities, b = try #require(expected[id])
                #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-4 }, "seed \(seed), step \(step)")
            }
        }
        #expect(try made.store.check(repair: false) == [])
    }

    @Test("what changes no label makes no new version")
    func versions() throws {
        let (made, live) = try trained()
        let ids = try made.records().map(\.id), first = live.predictions.version
        func decide(_ verdict: Decision.Verdict) throws -> Int {
            live.apply(try made.store.decide(Decision(verdict, items: [.init(frame: ids[3])], reviewer: "Ann")).changed).version
        }
        #expect(try decide(.flag(true)) == first && decide(.note("odd")) == first)
        #expect(try decide(.label(.rare)) == first + 1 && decide(.label(.rare)) == first + 1)
        #expect(try live.catchUp().version == first + 1)
    }

    @Test("concluded predictions are stored, and the model has seen the log; after a crash they are made from the events")
    func concludeAndCrash() throws {
        let (made, live) = try trained()
        let ids = try made.records().map(\.id)
        func decide(_ rarity: RarityClass, _ frames: Range<Int>) throws {
            live.apply(try made.store.decide(Decision(.label(rarity), items: frames.map { .init(frame: ids[$0]) }, reviewer: "Ann")).changed)
        }
        try decide(.legendary, 30..<35)
        #expect(try difference(live.predictions, made.store) > 0.01)
        #expect(try live.conclude() == 40)
        #expect(try difference(live.predictions, made.store) < 1e-4)
        #expect(try made.store.currentModel()?.lastEvent == made.store.lastEvent)
        #expect(try live.conclude() == 0)
        // No conclude: as if the program had died.
        try decide(.rare, 35..<40)
        _ = try PredictFrames.run(made.store, context: StageContext())
        #expect(try difference(live.predictions, made.store) < 1e-4)
        #expect(try made.store.currentModel()?.lastEvent == made.store.lastEvent)
        #expect(try made.store.check(repair: false) == [])
    }

    @Test("two live heads on one file agree after each has caught up, whoever decided, undid or moved a boundary")
    func twoPrograms() throws {
        let (made, one) = try trained()
        let other = try ReviewStore(path: made.store.path)
        let two = try #require(try LiveHead(other, context: StageContext()))
        let ids = try made.records().map(\.id)
        one.apply(try made.store.decide(Decision(.label(.legendary), items: ids[25..<30].map { .init(frame: $0) }, reviewer: "Ann")).changed)
        two.apply(try other.decide(Decision(.label(.junk), items: [.init(frame: ids[38])], reviewer: "Bob")).changed)
        _ = try made.store.undo(reviewer: "Ann")
        try other.editShots([.split(ids[37])], reviewer: "Bob")
        let a = try one.catchUp(), b = try two.catchUp()
        for id in ids {
            let left = try #require(a[id]).probabilities, right = try #require(b[id]).probabilities
            #expect(zip(left, right).allSatisfy { abs($0 - $1) < 1e-5 })
        }
        #expect(try zip(#require(a[ids[36]]).probabilities, #require(a[ids[37]]).probabilities).contains { abs($0 - $1) > 1e-3 })
    }

    @Test("an import that changes labels is read anew, and predictions are made again for it")
    func importedLabels() throws {
        let (made, live) = try trained()
        try made.relabel { shot, _ in shot < 5 ? .legendary : .junk }
        let version = live.predictions.version
        #expect(try live.catchUp().version == version + 1)
        let expected = try fromNothing(made.store)
        for record in try made.records() {
            let (a, b) = (try #require(live.predictions[record.id]).probabilities, try #require(expected[record.id]))
            #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-4 })
        }
        _ = try PredictFrames.run(made.store, context: StageContext())
        #expect(try difference(live.predictions, made.store) < 1e-4)
    }

    @Test("after a training it goes on from the new model; with a model of another kind it rests, and says so")
    func otherModels() throws {
        let (made, live) = try trained()
        _ = try TrainModel.run(made.store, context: StageContext())
        #expect(try live.catchUp().model == "ridge-0002")
        try made.store.saveModel(NewModel(name: "keras-1", kind: "keras"), predictions: [], makeCurrent: true)
        #expect(try LiveHead(made.store, context: StageContext()) == nil)
        let error = #expect(throws: ReviewError.self) { try live.catchUp() }
        #expect(error?.description.contains("rests") == true)
    }

    @Test("without a model there is no live head")
    func noModel() throws {
        #expect(try LiveHead(StoreFixture().store, context: StageContext()) == nil)
    }

    @Test("out of shot, a shot labelled wrongly as a whole is contradicted; in shot it is not")
    func outOfShot() throws {
        let (made, live) = try trained()
        let ids = try made.records().map(\.id)
        live.apply(try made.store.decide(Decision(.label(.uncommon), items: ids[10..<15].map { .init(frame: $0) }, reviewer: "Ann")).changed)
        let out = try #require(try live.outOfShot())
        #expect(out.frames == Array(ids[..<25]) && out.version == live.predictions.version)
        for (row, frame) in out.frames.enumerated() where (10..<15).contains(ids.firstIndex(of: frame) ?? 0) {
            #expect(out.labels[row] == .uncommon && out.pooled[row].rarity == .common)
        }
        let shot = out.shots.indices.filter { out.shots[$0] == out.shots[12] }
        #expect(shot == Array(10..<15) && Set(shot.map { out.pooled[$0].probabilities }).count == 1)
    }

    @Test("where two places were taken for one shot a split is offered at the cut, and accepting it ends the offer")
    func splits() throws {
        let (made, live) = try trained()
        let ids = try made.records().map(\.id)
        #expect(live.splits(Self.code) == [])
        try made.store.editShots([.join(ids[30])], reviewer: "Ann")
        try live.catchUp()
        let offered = try #require(live.splits(Self.code).first)
        #expect(offered.shot == 25...34 && offered.splits == [30] && offered.edits == [.split(ids[30])])
        #expect(offered.classes == [.uncommon, .common])
        #expect(live.splits(Self.code, at: 27) == [offered] && live.splits(Self.code, at: 3) == [])
        try made.store.editShots(offered.edits, reviewer: "Ann")
        try live.catchUp()
        #expect(live.splits(Self.code) == [])
        #expect(live.singleFrames(Self.code, 28...31).map { $0?.rarity } == [.uncommon, .uncommon, .common, .common])
    }
}
