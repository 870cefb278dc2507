import Testing
@testable import Model

@Suite struct GroupSuspicionTests {
    @Test("a wrong shot and a wrong frame in a right shot come first, and each is told by its witness")
    func wrong() throws {
        var frames = MadeFrames.frames(shots: 60, columns: 24, noise: 0.4, seed: 3)
        let shot = try #require((10..<60).first { s in frames.shots.filter { $0 == s }.count >= 3 })
        let whole = frames.shots.indices.filter { frames.shots[$0] == shot }
        let other = try #require((0..<10).first { s in frames.shots.filter { $0 == s }.count >= 5 })
        let single = try #require(frames.shots.firstIndex(of: other)) + 1
        for row in whole + [single] { frames.labels[row] = (frames.labels[row] + 2) % 5 }
        let made = try GroupSuspicion(frames, classes: 5)
        let order = frames.labels.indices.sorted { made.scores[$0] > made.scores[$1] }
        #expect(Set(order.prefix(whole.count + 1)) == Set(whole + [single]))
        #expect(whole.allSatisfy { made.signals[$0] == .outOfShot })
        // Frames of a shot with one label are one group, with one score.
        #expect(Set(whole.map { made.groups[$0] }).count == 1 && Set(whole.map { made.scores[$0] }).count == 1)
        #expect(made.groups[single] != made.groups[single + 1])
    }

    @Test("scores lie between 0 and 1, whatever is labelled how", arguments: 0..<6 as Range<UInt64>)
    func range(seed: UInt64) throws {
        var frames = MadeFrames.frames(shots: 12, columns: 8, seed: seed), random = MadeRandom(seed)
        for row in frames.labels.indices where random.uniform() < 0.3 { frames.labels[row] = Int(random.uniform() * 5) % 5 }
        let traits = Matrix(rows: frames.count, columns: 2, values: (0..<2 * frames.count).map { _ in random.uniform() < 0.5 ? 1 : 0 })
        for made in [try GroupSuspicion(frames, classes: 5), try GroupSuspicion(frames, classes: 5, traits: traits)] {
            #expect(made.scores.allSatisfy { (0...1).contains($0) })
            #expect(made.groups.max() == Set(zip(frames.shots, frames.labels).map { $0 * 5 + $1 }).count - 1)
        }
    }

    @Test("neighbours are the plain ten by cosine")
    func neighbours() {
        let frames = MadeFrames.frames(shots: 10, columns: 6, seed: 5)
        func cosine(_ a: Int, _ b: Int) -> Float {
            let x = Array(frames.features.row(a)), y = Array(frames.features.row(b))
            func dot(_ p: [Float], _ q: [Float]) -> Float { zip(p, q).reduce(0) { $0 + $1.0 * $1.1 } }
            return dot(x, y) / (dot(x, x) * dot(y, y)).squareRoot()
        }
        let asked = [0, 7, frames.count - 1]
        for (row, share) in zip(asked, GroupSuspicion.disagreement(frames, of: asked)) {
            let near = (0..<frames.count).filter { $0 != row }.map { ($0, Double(cosine(row, $0))) }.sorted { $0.1 > $1.1 }.prefix(10)
            let weights = near.map { (frames.labels[$0.0] != frames.labels[row], exp20($0.1)) }
            let plain = weights.filter(\.0).reduce(0) { $0 + $1.1 } / weights.reduce(0) { $0 + $1.1 }
            #expect(abs(share - plain) < 1e-3)
        }
    }

    @Test("one shot alone has suspects too")
    func oneShot() throws {
        let frames = MadeFrames.frames(shots: 1, columns: 4, seed: 1)
        #expect(try GroupSuspicion(frames, classes: 5).scores.count == frames.count)
    }
}

private func exp20(_ cosine: Double) -> Double {
    // e^(20 (c − 1)) by squaring, to share nothing with the code under test.
    var value = 1 + (cosine - 1) * 20 / 1_048_576
    for _ in 0..<20 { value *= value }
    return value
}
