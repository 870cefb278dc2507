import Foundation
import Testing
@testable import Model

@Suite("Subjects")
struct SubjectsTests {
    /// Shots of four frames; subject "a" shines in features 0 to 3, "b" in 4 to 7, "noise" nowhere, "once" in one shot.
    private func frames(shots: Int = 60, seed: UInt64) -> SubjectFrames {
        var random = MadeRandom(seed)
        var values: [Float] = [], named: [[String]] = [], shotOf: [Int] = []
        for shot in 0..<shots {
            let has = (a: random.uniform() < 0.4, b: random.uniform() < 0.2, noise: random.uniform() < 0.3)
            for _ in 0..<4 {
                values += (0..<12).map { j in random.normal() + (j < 4 && has.a ? 2 : 0) + (4..<8 ~= j && has.b ? 2 : 0) }
                named.append((has.a ? ["a"] : []) + (has.b ? ["b"] : []) + (has.noise ? ["noise"] : []) + (shot == 7 ? ["once"] : []))
                shotOf.append(shot)
            }
        }
        return SubjectFrames(features: Matrix(rows: named.count, columns: 12, values: values), named: named, shots: shotOf, scenes: shotOf.map { $0 / 3 })
    }

    @Test("what shows is found where it was not learned, with honest probabilities; what does not show is not")
    func training() throws {
        let frames = frames(seed: 1)
        #expect(frames.names == ["a", "b", "noise"])
        let trained = try #require(try SubjectsTraining(frames))
        let figures = Dictionary(uniqueKeysWithValues: trained.figures.map { ($0.name, $0) })
        let a = try #require(figures["a"]), noise = try #require(figures["noise"])
        #expect(try #require(a.apShots) > 0.95 && #require(a.apScenes) > 0.95)
        #expect(try #require(noise.apShots) < 0.6)
        let found = trained.head.probabilities(frames.features), targets = frames.targets
        let right = (0..<frames.count).count { (found[$0, 0] >= 0.5) == (targets[$0, 0] > 0) }
        #expect(Double(right) / Double(frames.count) > 0.93)
        // Nobody is sure of noise.
        #expect((0..<frames.count).allSatisfy { found[$0, 2] < 0.75 })
        let mean = (0..<frames.count).reduce(Float(0)) { $0 + found[$1, 1] } / Float(frames.count)
        let share = (0..<frames.count).reduce(Float(0)) { $0 + targets[$1, 1] } / Float(frames.count)
        #expect(abs(mean - share) < 0.06)
    }

    @Test("scores out of shot are those of a fit without the shot, but for the weights and the penalty, which stay")
    func outOfShot() throws {
        let frames = frames(shots: 20, seed: 2)
        let whole = try #require(SubjectsFit(frames, rows: Array(0..<frames.count))), without = try #require(whole.scoresOutOfShot())
        let rest = try #require(SubjectsFit(frames, rows: (0..<frames.count).filter { frames.shots[$0] != 5 }))
        let held = (0..<frames.count).filter { frames.shots[$0] == 5 }
        let scores = rest.scores(frames.features.selecting(rows: held))
        // Shots of equal length weigh the same, so only the penalty differs a little.
        for (i, row) in held.enumerated() { for s in 0..<2 { #expect(abs(scores[i, s] - without[row, s]) < 0.02) } }
    }

    @Test("average precision is scikit-learn's")
    func precision() {
        // average_precision_score([0, 0, 1, 1], [.1, .4, .35, .8]) and, with ties, ([1, 0, 1, 0], [.5, .5, .5, .1])
        #expect(abs((averagePrecision(scores: [0.1, 0.4, 0.35, 0.8], present: [false, false, true, true]) ?? 0) - 0.8333333) < 1e-6)
        #expect(abs((averagePrecision(scores: [0.5, 0.5, 0.5, 0.1], present: [true, false, true, false]) ?? 0) - 0.6666667) < 1e-6)
        #expect(averagePrecision(scores: [1], present: [false]) == nil)
    }

    @Test("a sigmoid through scores that say nothing, or the wrong thing, is flat at the share; a perfect one stays finite")
    func platt() {
        let wrong = PlattScaling(scores: [1, 1, 0, 0], present: [false, false, true, true])
        #expect(wrong.slope == 0 && abs(wrong.offset) < 1e-5)
        let perfect = PlattScaling(scores: [0, 0, 1, 1], present: [false, false, true, true])
        #expect(perfect.slope > 1 && perfect.slope.isFinite && perfect.offset.isFinite)
        let none = PlattScaling(scores: [], present: [])
        #expect(none.slope == 0 && none.offset.isFinite)
    }

    @Test("with one shot, or without subjects, nothing is learned")
    func nothing() throws {
        let one = SubjectFrames(features: Matrix(rows: 2, columns: 3), named: [["a"], ["a"]], shots: [0, 0], scenes: [0, 0])
        #expect(try SubjectsTraining(one) == nil)
        let none = SubjectFrames(features: Matrix(rows: 0, columns: 3), named: [], shots: [], scenes: [])
        #expect(try SubjectsTraining(none) == nil)
    }
}
