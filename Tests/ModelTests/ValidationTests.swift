import Foundation
import Testing
@testable import Model

@Suite struct ValidationTests {
    @Test("folds never split a group, and share the groups out evenly", arguments: [0, 1, 7] as [UInt64])
    func folds(seed: UInt64) {
        let groups = (0..<200).map { $0 * $0 % 23 }
        let folds = GroupedFolds.assign(groups, folds: 5, seed: seed)
        for group in Set(groups) {
            let used = Set(groups.indices.filter { groups[$0] == group }.map { folds[$0] })
            #expect(used.count == 1)
        }
        let sizes = (0..<5).map { fold in Set(groups.indices.filter { folds[$0] == fold }.map { groups[$0] }).count }
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
        #expect(GroupedFolds.assign(groups, folds: 5, seed: seed) == folds)
    }

    @Test("fewer groups than folds make fewer folds; no rows make none")
    func fewGroups() {
        #expect(Set(GroupedFolds.assign([4, 4, 9], folds: 5, seed: 0)) == [0, 1])
        #expect(GroupedFolds.assign([], folds: 5, seed: 0) == [])
    }

    @Test("figures of a small table are those worked out by hand")
    func figures() {
        // Labels 0 0 1 1 2; predicted 0 1 1 1 0.
        let scores = Matrix(rows: 5, columns: 3, values: [1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0])
        let made = Figures(scores: scores, labels: [0, 0, 1, 1, 2], groups: 5, temperature: 1)
        #expect(made.confusion == [[1, 1, 0], [0, 2, 0], [1, 0, 0]])
        #expect(made.right == 0.6)
        #expect(made.recall == [0.5, 1, 0])
        #expect(abs(made.macroF1 - (0.5 + 0.8 + 0) / 3) < 1e-12)
        // Every confidence is e⁶ / (e⁶ + 2).
        let sure = exp(6.0) / (exp(6.0) + 2)
        #expect(abs(made.eceRaw - (sure - 0.6)) < 1e-6)
    }

    @Test("the temperature lowers loss and calibration error of a head that is too sure")
    func temperature() {
        var random = MadeRandom(2)
        var scores = Matrix(rows: 400, columns: 5), labels: [Int] = []
        for i in 0..<400 {
            // Right three times in four, sure always.
            let predicted = Int(random.uniform() * 5) % 5
            scores[i, predicted] = 1
            labels.append(random.uniform() < 0.75 ? predicted : (predicted + 1) % 5)
        }
        let fitted = Temperature.fit(scores: scores, labels: labels)
        #expect(fitted > 1.5)
        #expect(Temperature.loss(scores, labels, fitted) < Temperature.loss(scores, labels, 1))
        for other in [fitted / 1.1, fitted * 1.1] {
            #expect(Temperature.loss(scores, labels, fitted) <= Temperature.loss(scores, labels, other))
        }
        let figures = Figures(scores: scores, labels: labels, groups: 1, temperature: fitted)
        #expect(figures.ece < 0.03)
        #expect(figures.eceRaw > 0.15)
        #expect(Temperature.fit(scores: Matrix(rows: 0, columns: 5), labels: []) == 1)
    }

    @Test("random frames flatter: they are predicted better than whole shots")
    func leak() throws {
        let frames = MadeFrames.frames(shots: 60, columns: 40, noise: 2.5, seed: 9)
        let fit = try RidgeFit(frames, classes: 5)
        let made = try Validation(fit, outOfShot: fit.scoresOutOfShot())
        let random = try #require(made.random), shots = try #require(made.shots), scenes = try #require(made.scenes)
        #expect(random.right > shots.right + 0.1)
        #expect(random.frames == frames.count && shots.groups == 60 && scenes.groups == 15)
    }

    @Test("figures survive JSON")
    func json() throws {
        let fit = try RidgeFit(MadeFrames.frames(seed: 3), classes: 5)
        let made = try Validation(fit, outOfShot: fit.scoresOutOfShot())
        #expect(try JSONDecoder().decode(Validation.self, from: JSONEncoder().encode(made)) == made)
    }

    @Test("one scene and one shot are validated by random frames alone")
    func oneShot() throws {
        var one = MadeFrames.frames(seed: 3)
        one.shots = one.shots.map { _ in 0 }
        one.scenes = one.shots
        let fit = try RidgeFit(one, classes: 5)
        let made = try Validation(fit, outOfShot: fit.scoresOutOfShot())
        #expect(made.shots == nil && made.scenes == nil && made.random != nil && made.temperature == 1)
    }
}
