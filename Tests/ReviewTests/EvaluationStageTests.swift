import Foundation
import Frames
import Model
import Testing
@testable import Review

@Suite struct EvaluationStageTests {
    /// Two places by turns over twelve shots; ten have human labels, and one of them a wrong frame.
    private func fixture(wrong: Int? = nil) throws -> PictureFixture {
        try PictureFixture(shots: 12) { shot, frame in
            guard shot < 10 else { return nil }
            let right: RarityClass = shot % 2 == 0 ? .common : .uncommon
            return shot * PictureFixture.shotLength + frame == wrong ? .legendary : right
        }
    }

    @Test("the project is judged out of shot over its human labels, with the validation beside it")
    func evaluate() throws {
        let made = try fixture()
        let (one, problems) = try EvaluateErrors.run(made.store, context: StageContext())
        #expect(problems == [] && one.figures.n == 50 && one.figures.errorPercent == 0 && one.model == "ridge-0001")
        #expect(one.validation?.shots?.right == 1 && one.uncalibrated != nil && one.scenes != nil)
        let json = try #require(JSONSerialization.jsonObject(with: JSONEncoder().encode(one)) as? [String: Any])
        for field in ["n", "error_pct", "macro_f1", "error_pct_ci95", "confusion", "by_distance", "price", "validation", "uncalibrated"] {
            #expect(json[field] != nil, "\(field)")
        }
    }

    @Test("errors are counted by distance and by what they cost, too cheap apart from too dear")
    func price() {
        // Labels 0 4 2; predicted 0 3 4.
        let table = LabelledProbabilities(classes: 5, labels: [0, 4, 2], values: [1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1])
        let one = ErrorEvaluation(table, classes: [], scenes: nil, prices: ClassPrices.standard.values)
        #expect(one.byDistance.map(\.count) == [1, 1, 1, 0, 0])
        #expect(one.price?.tooCheap == 500 && one.price?.tooDear == 600 && one.price?.byClass == [0, 0, 600, 0, 500])
    }

    @Test("the wrong frame is the first suspect, told by its neighbours or its shot, and every human label is ranked")
    func suspects() throws {
        let made = try fixture(wrong: 22)
        let scores = try SuspectScores.run(made.store, context: StageContext())
        #expect(scores.count == 50)
        #expect(scores.first?.frame == (try made.records()[22].id) && scores.first?.label == .legendary)
        #expect(scores.first?.predicted == .common)
        #expect(scores.allSatisfy { $0.content == 1 && $0.drivers == [] })    // nothing is known of subjects
        #expect(scores.map(\.score) == scores.map(\.score).sorted(by: >))
        #expect(scores.filter { $0.group == scores[0].group }.count == 1)
    }

    @Test("the audit is a measure: drawn once from all episodes, decided by what stands now")
    func audit() throws {
        let fixture = try StoreFixture(episodes: 3, frames: 40)
        #expect(try fixture.store.drawAudits(seed: 1))
        let drawn = try fixture.store.auditFrames()
        #expect(drawn.count == 6 && Set(drawn.prefix(3).map(\.number.episode)).count == 3)
        let again = try ReviewStore(path: fixture.store.path)
        #expect(try !again.drawAudits(seed: 2) && again.auditFrames() == drawn)
        let item = Decision.Item(frame: drawn[3].id, shown: .init(blind: true))
        _ = try again.decide(Decision(.label(.rare), items: [item], reviewer: "Jonny"))
        #expect(try again.auditFrames()[3].decided == .rare && again.auditFrames()[3].isBlind)
        _ = try again.undo(reviewer: "Jonny")
        #expect(try again.auditFrames()[3].decided == nil)
        #expect(try again.check(repair: false) == [])
    }

    private func round(_ error: Double, upper: Double, audited: Int = 50) -> TuningRound {
        TuningRound(time: 0, model: "m", lastEvent: 0, targetPercent: 5, labels: 1, audited: audited, wrong: 0,
                    errorPercent: error, lowerPercent: 0, upperPercent: upper)
    }

    @Test("tuning stops when the bound is below the target, or when no round of the last ones was better")
    func stop() {
        func stop(_ errors: [Double], upper: Double = 20, isAudited: Bool = true) -> TuningRound.Stop? {
            let rounds = errors.map { round($0, upper: upper) }
            return TuneModel.stop(rounds[rounds.count - 1], after: rounds.dropLast(), isAudited: isAudited, patience: 2)
        }
        #expect(stop([3], upper: 4.9) == .reached)
        #expect(stop([3], upper: 5) == nil)
        #expect(stop([9, 9]) == nil)
        #expect(stop([9, 9, 9]) == .patience)
        #expect(stop([9, 9, 8]) == nil)
        #expect(stop([9, 8, 8, 8]) == .patience)
        #expect(stop([9, 9, 9], isAudited: false) == nil)
        // Rounds with fewer audited frames are another measure.
        #expect(TuneModel.stop(round(9, upper: 20), after: [round(1, upper: 20, audited: 10), round(9, upper: 20)], isAudited: true, patience: 2) == nil)
    }

    @Test("a round is kept over a restart, counts once without news, and goes on with a new decision")
    func rounds() throws {
        let made = try fixture()
        let settings = TuneSettings(untilError: 80)
        let first = try TuneModel.run(made.store, settings: settings, context: StageContext())
        #expect(first.drew && first.rounds.count == 1 && first.round.errorPercent == nil && first.audit.drawn == 3)
        #expect(first.next.prefix(3).allSatisfy { $0.why.hasPrefix("audit") && $0.predicted == nil })
        #expect(first.next.dropFirst(3).allSatisfy { $0.predicted != nil })
        let store = try ReviewStore(path: made.store.path)
        #expect(try TuneModel.run(store, settings: settings, context: StageContext()).rounds == first.rounds)
        // The reviewer decides the audit set as it is.
        for frame in try store.auditFrames() {
            let position = try #require(try store.frame(frame.number)).position
            let right: RarityClass = position / PictureFixture.shotLength % 2 == 0 ? .common : .uncommon
            _ = try store.decide(Decision(.label(right), items: [.init(frame: frame.id, shown: .init(blind: true))], reviewer: "Ann"))
        }
        let second = try TuneModel.run(store, settings: settings, context: StageContext())
        #expect(second.rounds.count == 2 && second.round.audited == 3 && second.audit.blind == 3 && second.round.wrong == 0)
        #expect(second.round.stop == .reached && second.next.isEmpty)
        #expect(second.comparison?.before == "ridge-0001" && second.comparison?.after == "ridge-0002")
    }

    @Test("enough frames to audit are the fewest that can bound the error")
    func needed() {
        #expect(AuditFigures.needed(forPercent: 5) == 59)
        #expect(AuditFigures.needed(forPercent: 1) == 299)
        #expect(AuditFigures.needed(forPercent: 60) == 4)
    }

    @Test("two models are compared by the human labels that both were trained on, by what they say without the frame's shot")
    func compare() throws {
        let fixture = try StoreFixture()
        let ids = try fixture.ids()
        func certain(_ rarity: RarityClass) -> [Float] { RarityClass.allCases.map { $0 == rarity ? 0.6 : 0.1 } }
        // Human labels: 0 Rare, 2 and 4 Uncommon.
        for (name, classes) in [("a", [.rare, .junk, .junk, .junk, .uncommon, .junk]), ("b", [.rare, .rare, .uncommon, .junk, .common, .junk])] as [(String, [RarityClass])] {
            var model = NewModel(name: name, kind: "ridge")
            model.heldOut = HeldOutClasses(Dictionary(uniqueKeysWithValues: zip(ids, classes)))
            // As a model that has seen the labels: right of all of them.
            let seen: [RarityClass] = [.rare, classes[1], .uncommon, classes[3], .uncommon, classes[5]]
            try fixture.store.saveModel(model, predictions: zip(ids, seen).map { ($0, certain($1)) }, makeCurrent: true)
        }
        let one = try fixture.store.compare("a", "b")
        #expect(one.labelled == 3 && one.rightBefore == 2 && one.rightAfter == 2)
        #expect(one.toRight.map(\.frame) == [StoreFixture.number(2).description])
        #expect(one.toWrong == [.init(frame: StoreFixture.number(4).description, label: .uncommon, before: .uncommon, after: .common)])
        #expect(one.unlabelled == 3 && one.changedUnlabelled == 1 && one.labelledSince == 0)
        try fixture.decide(.label(.rare), [5], by: "Ann")
        var old = NewModel(name: "c", kind: "ridge")
        old.heldOut = HeldOutClasses([ids[0]: .junk])
        try fixture.store.saveModel(old, predictions: ids.map { ($0, certain(.junk)) }, makeCurrent: false)
        let two = try fixture.store.compare("c", "b")
        #expect(two.labelled == 1 && two.labelledSince == 3 && two.toRight.map(\.frame) == [StoreFixture.number(0).description])
        #expect(throws: ReviewError.self) { try fixture.store.compare("a", "z") }
    }
}
