import Foundation
import Testing
@testable import Model

@Suite("Logistic head")
struct LogisticTests {
    private func loss(_ frames: LabelledFrames) -> LogisticLoss {
        let weights = frames.fittingWeights(classes: 5)
        let mean = (0..<frames.features.columns).map { j in (0..<frames.count).reduce(Float(0)) { $0 + weights[$1] * frames.features[$1, j] } }
        return LogisticLoss(features: frames.features, labels: frames.labels, rowWeights: weights, classes: 5, mean: mean)
    }

    /// The same in ten plain lines and double precision.
    private func plain(_ loss: LogisticLoss, _ point: [Float]) -> Double {
        let p = loss.features.columns
        var sum = 0.0
        for i in 0..<loss.features.rows {
            let logits = (0..<5).map { c in
                (0..<p).reduce(Double(point[5 * p + c])) { $0 + Double(point[c * p + $1]) * Double(loss.features[i, $1] - loss.mean[$1]) }
            }
            sum += Double(loss.rowWeights[i]) * (log(logits.reduce(0) { $0 + exp($1) }) - logits[loss.labels[i]])
        }
        return sum + Double(LogisticLoss.penalty) * point[..<(5 * p)].reduce(0) { $0 + Double($1) * Double($1) }
    }

    @Test("loss and gradient are those of ten plain lines and of finite differences")
    func gradient() {
        // More rows than a block has.
        let frames = MadeFrames.frames(shots: 70, columns: 6, seed: 1), loss = loss(frames)
        #expect(frames.count > 256)
        var random = MadeRandom(2)
        let point = (0..<loss.count).map { _ in 0.3 * random.normal() }
        var gradient = point
        let value = loss.evaluate(point, &gradient)
        #expect(abs(value - plain(loss, point)) < 1e-5)
        for i in 0..<loss.count {
            var up = point, down = point
            up[i] += 0.01
            down[i] -= 0.01
            let slope = (plain(loss, up) - plain(loss, down)) / Double(up[i] - down[i])
            #expect(abs(slope - Double(gradient[i])) < 1e-3)
        }
    }

    @Test("at the end of a fit no direction goes down any more, and the constants add up to nothing learned", arguments: [3, 4] as [UInt64])
    func optimum(seed: UInt64) throws {
        let frames = MadeFrames.frames(shots: 40, columns: 10, seed: seed), loss = loss(frames)
        let fit = try LogisticFit(frames, classes: 5, tolerance: 1e-9)
        var random = MadeRandom(seed)
        let mean = loss.mean
        let point = fit.weights.values + (0..<5).map { c in fit.bias[c] + zip(fit.weights.row(c), mean).reduce(0) { $0 + $1.0 * $1.1 } }
        #expect(abs(plain(loss, point) - fit.loss) < 1e-5)
        for _ in 0..<40 {
            let other = point.map { $0 + 0.01 * random.normal() }
            #expect(plain(loss, other) > fit.loss - 1e-7)
        }
        // The penalty makes the weights of all classes add up to 0.
        for j in 0..<10 { #expect(abs((0..<5).reduce(Float(0)) { $0 + fit.weights[$1, j] }) < 1e-3) }
    }

    @Test("after a few changed labels a warm fit finds what a fit from nothing finds, in fewer passes")
    func warm() throws {
        var frames = MadeFrames.frames(shots: 80, columns: 20, noise: 2, seed: 9)
        let first = try LogisticFit(frames, classes: 5)
        for row in stride(from: 0, to: frames.count, by: 40) { frames.labels[row] = (frames.labels[row] + 1) % 5 }
        let cold = try LogisticFit(frames, classes: 5), warm = try LogisticFit(frames, classes: 5, start: first.start)
        #expect(abs(warm.loss - cold.loss) < 1e-4 * cold.loss)
        #expect(warm.evaluations < cold.evaluations)
        let same = try LogisticFit(frames, classes: 5, start: warm.start)
        #expect(same.evaluations <= 2)
    }

    @Test("a start that does not fit the features is passed over")
    func foreign() throws {
        let frames = MadeFrames.frames(columns: 8, seed: 2)
        let other = try LogisticFit(MadeFrames.frames(columns: 5, seed: 2), classes: 5)
        let fit = try LogisticFit(frames, classes: 5, start: other.start)
        #expect(abs(fit.loss - (try LogisticFit(frames, classes: 5)).loss) < 1e-6)
    }

    @Test("numbers that are not finite are one line that says so; no labels too")
    func unusable() {
        var frames = MadeFrames.frames(seed: 1)
        frames.features[3, 2] = .nan
        let error = #expect(throws: ModelError.self) { try LogisticFit(frames, classes: 5) }
        #expect(error?.description.contains("not finite at pass 1") == true && error?.description.contains("\n") == false)
        #expect(throws: ModelError.self) { try LogisticFit(frames.selecting([]), classes: 5) }
    }

    @Test("the head's probabilities are the soft-max of the logits")
    func head() throws {
        let frames = MadeFrames.frames(seed: 5), fit = try LogisticFit(frames, classes: 5)
        let found = fit.head().probabilities(frames.features)
        let logits = score(frames.features, fit.weights, fit.bias)
        for i in 0..<5 {
            let sum = logits.row(i).reduce(0) { $0 + exp($1) }
            for c in 0..<5 { #expect(abs(found[i, c] - exp(logits[i, c]) / sum) < 1e-5) }
        }
    }

    @Test("kept and read again, what the next fit begins with is as good")
    func curvature() throws {
        let frames = MadeFrames.frames(shots: 60, columns: 12, seed: 6), fit = try LogisticFit(frames, classes: 5)
        let kept = try #require(fit.curvature)
        let read = try #require(LogisticCurvature(packed: kept.packed, size: 12))
        #expect(read == kept)
        #expect(LogisticCurvature(packed: Array(kept.packed.dropLast()), size: 12) == nil)
        #expect(LogisticCurvature(packed: kept.packed.map { _ in 0 }, size: 12) == nil)
    }
}
