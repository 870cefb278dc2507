import Foundation
import Testing
@testable import Model

@Suite struct RidgeTests {
    private let frames = MadeFrames.frames(seed: 1)

    @Test("the fit solves the weighted normal equations, as plain elimination in double precision does")
    func normalEquations() throws {
        let fit = try RidgeFit(frames, classes: 5)
        let expected = PlainRidge(frames, fit.rowWeights, penalty: Double(plainPenalty(frames.features)))
        for c in 0..<5 {
            for j in 0..<frames.features.columns { #expect(abs(Double(fit.weights[c, j]) - expected.weights[c][j]) < 1e-5) }
            #expect(abs(Double(fit.bias[c]) - expected.bias[c]) < 1e-5)
        }
    }

    @Test("each shot left out by the closed form is the ridge fitted without it")
    func leaveOneShotOut() throws {
        let fit = try RidgeFit(frames, classes: 5)
        let out = try #require(fit.scoresWithoutGroup())
        for shot in Set(frames.shots) {
            let rest = (0..<frames.count).filter { frames.shots[$0] != shot }
            let held = (0..<frames.count).filter { frames.shots[$0] == shot }
            let refit = try RidgeFit(frames.selecting(rest), classes: 5, rowWeights: rest.map { fit.rowWeights[$0] },
                                     penalty: plainPenalty(frames.features))
            let scores = refit.scores(frames.features.selecting(rows: held))
            for (i, row) in held.enumerated() { for c in 0..<5 { #expect(abs(scores[i, c] - out[row, c]) < 1e-4) } }
        }
    }

    @Test("with one shot only, nothing can be left out")
    func oneShot() throws {
        var one = frames
        one.shots = [Int](repeating: 7, count: one.count)
        #expect(try RidgeFit(one, classes: 5).scoresWithoutGroup() == nil)
    }

    @Test("classes count by their shots, long shots less a frame, and a label made in the app twice")
    func weights() {
        // Class 0 has two shots, class 1 one of four frames: twice as much for the class, half for the length.
        let made = LabelledFrames(features: Matrix(rows: 6, columns: 1), labels: [0, 0, 1, 1, 1, 1], shots: [0, 1, 2, 2, 2, 2],
                                  scenes: [0, 0, 0, 0, 0, 0], weights: [1, 1, 1, 1, 2, 2])
        #expect(made.fittingWeights(classes: 3) == [0.125, 0.125, 0.125, 0.125, 0.25, 0.25])
    }

    @Test("no labels are an error, one class is none")
    func fewLabels() throws {
        #expect(throws: ModelError.self) { try RidgeFit(frames.selecting([]), classes: 5) }
        let single = frames.selecting((0..<frames.count).filter { frames.labels[$0] == 2 })
        let fit = try RidgeFit(single, classes: 5)
        #expect(mostLikely(fit.scores(single.features).row(0)) == 2)
    }

    @Test("one voice a shot is the mean of the log-probabilities")
    func pooling() throws {
        let head = LinearHead(try RidgeFit(frames, classes: 5), temperature: 1.7)
        let single = head.probabilities(frames.features), pooled = head.probabilities(frames.features, shots: frames.shots)
        let shot = frames.shots[0], rows = (0..<frames.count).filter { frames.shots[$0] == shot }
        let means = (0..<5).map { c in rows.reduce(0) { $0 + log(single[$1, c]) } / Float(rows.count) }
        let sum = means.reduce(0) { $0 + exp($1) }
        for c in 0..<5 { #expect(abs(pooled[rows[0], c] - exp(means[c]) / sum) < 1e-5) }
    }
}
