import Testing
@testable import Model

@Suite("Activation maps")
struct ActivationMapTests {
    /// A basis and a head over 30 channels, and maps of 6 places that are not negative, with some channels silent.
    private func made(seed: UInt64) throws -> (file: HeadFile, maps: [Matrix]) {
        var random = MadeRandom(seed)
        let maps = (0..<12).map { _ in
            let tall = random.uniform() * 2
            return Matrix(rows: 6, columns: 30, values: (0..<180).map { $0 % 30 == 7 ? 0 : max(0, tall + random.normal()) })
        }
        let basis = try FeatureBasis(embeddings: Matrix(rows: 12, columns: 30, values: maps.flatMap(pooled)), dimensions: 8)
        let weights = Matrix(rows: 5, columns: basis.dimensions, values: (0..<5 * basis.dimensions).map { _ in random.normal() })
        let head = LinearHead(weights: weights, bias: (0..<5).map { _ in random.normal() })
        return (HeadFile(trunk: "made", basis: basis, head: head), maps)
    }

    private func pooled(_ map: Matrix) -> [Float] {
        (0..<map.columns).map { j in (0..<map.rows).reduce(0) { $0 + map[$1, j] } / Float(map.rows) }
    }

    @Test("over all places a map adds up to what the score has above an average picture's", arguments: [1, 2, 3] as [UInt64])
    func sum(seed: UInt64) throws {
        let (file, maps) = try made(seed: seed)
        for map in maps {
            let features = file.basis.features(Matrix(rows: 1, columns: 30, values: pooled(map)))
            for c in 0..<5 {
                let found = file.activation(map, height: 2, width: 3, class: c).values.reduce(0, +)
                // The average picture has no features, so its score is the constant.
                let above = file.head.scores(features)[0, c] - file.head.bias[c]
                #expect(abs(found - above) < 1e-4 * max(1, abs(above)))
            }
        }
    }

    @Test("a place has the sign of what it adds: to leave it out changes the score the other way")
    func places() throws {
        let (file, maps) = try made(seed: 4)
        var map = maps[0]
        // One place like all others but for the channels that speak for class 2, which are strong there.
        let direction = Linear.product(file.head.weights, file.basis.axes).row(2)
        for place in 0..<6 { for (j, v) in direction.enumerated() where j != 7 { map[place, j] = place == 4 && v > 0 ? 5 : 1 } }
        let values = file.activation(map, height: 2, width: 3, class: 2).values
        #expect(values.indices.max { values[$0] < values[$1] } == 4)
    }

    @Test("a newer head on the same features is explained by its own weights")
    func newer() throws {
        let (file, maps) = try made(seed: 5)
        let doubled = LinearHead(weights: Matrix(rows: 5, columns: file.basis.dimensions, values: file.head.weights.values.map { 2 * $0 }), bias: file.head.bias)
        let old = file.activation(maps[1], height: 2, width: 3, class: 1).values
        let new = file.activation(maps[1], height: 2, width: 3, class: 1, head: doubled).values
        #expect(zip(old, new).allSatisfy { abs(2 * $0 - $1) < 1e-5 })
    }

    @Test("a picture without any activation gives numbers")
    func nothing() throws {
        let (file, _) = try made(seed: 6)
        let values = file.activation(Matrix(rows: 6, columns: 30), height: 3, width: 2, class: 0).values
        let finite = values.allSatisfy(\.isFinite)
        #expect(finite)
    }
}
