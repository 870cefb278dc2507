import Foundation
import Testing
@testable import Model

@Suite struct HeadTests {
    /// Positive numbers that vary along a few directions.
    private func embeddings(rows: Int, columns: Int, seed: UInt64) -> Matrix {
        var random = MadeRandom(seed)
        let axes = (0..<4).map { _ in (0..<columns).map { _ in random.normal() } }
        var values: [Float] = []
        for _ in 0..<rows {
            let place = axes.map { _ in random.normal() }
            for j in 0..<columns {
                let sum = zip(axes, place).reduce(Float(0)) { $0 + $1.0[j] * $1.1 }
                values.append(max(0, 2 + 0.4 * sum + 0.1 * random.normal()))
            }
        }
        return Matrix(rows: rows, columns: columns, values: values)
    }

    @Test("features have mean 0 and no correlation, and all axes together keep every length", arguments: [(60, 20), (12, 40)])
    func basis(rows: Int, columns: Int) throws {
        let x = embeddings(rows: rows, columns: columns, seed: 3)
        let basis = try FeatureBasis(embeddings: x)
        let features = basis.features(x), n = Float(rows)
        #expect(basis.dimensions <= min(rows, columns))
        for a in 0..<basis.dimensions {
            let mean = (0..<rows).reduce(0) { $0 + features[$1, a] } / n
            #expect(abs(mean) < 1e-3)
            for b in 0..<a {
                let covariance = (0..<rows).reduce(0) { $0 + features[$1, a] * features[$1, b] } / n
                #expect(abs(covariance) < 2e-2)
            }
        }
        // Standardised: the mean squared length is the number of channels.
        let length = features.values.reduce(0) { $0 + $1 * $1 } / n
        #expect(abs(length - Float(columns)) < 0.02 * Float(columns))
    }

    @Test("the first axis varies most, and no axis is whitened")
    func order() throws {
        let x = embeddings(rows: 60, columns: 20, seed: 4)
        let features = try FeatureBasis(embeddings: x, dimensions: 8).features(x)
        let lengths = (0..<8).map { a in (0..<60).reduce(Float(0)) { $0 + features[$1, a] * features[$1, a] } }
        #expect(lengths == lengths.sorted(by: >))
        #expect(lengths[0] > 10 * lengths[7])
    }

    @Test("frames that are all alike, one frame, and channels that never change give finite features")
    func degenerate() throws {
        let same = Matrix(rows: 5, columns: 3, values: [Float](repeating: 2, count: 15))
        let alike = try FeatureBasis(embeddings: same).features(same)
        let alikeFinite = alike.values.allSatisfy(\.isFinite)
        #expect(alikeFinite)
        let single = Matrix(rows: 1, columns: 3, values: [1, 2, 3])
        let one = try FeatureBasis(embeddings: single).features(single)
        let oneFinite = one.values.allSatisfy(\.isFinite)
        #expect(oneFinite)
        #expect(throws: ModelError.self) { try FeatureBasis(embeddings: Matrix(rows: 0, columns: 3)) }
        #expect(throws: ModelError.self) { try FeatureBasis(embeddings: Matrix(rows: 1, columns: 1, values: [.nan])) }
    }

    @Test("a basis stops where its check throws")
    func cancelled() {
        struct Stop: Error {}
        #expect(throws: Stop.self) { try FeatureBasis(embeddings: embeddings(rows: 9, columns: 5, seed: 1)) { throw Stop() } }
    }

    private func file() throws -> HeadFile {
        let x = embeddings(rows: 40, columns: 10, seed: 5)
        let basis = try FeatureBasis(embeddings: x, dimensions: 6)
        let frames = LabelledFrames(features: basis.features(x), labels: (0..<40).map { $0 % 5 }, shots: (0..<40).map { $0 / 4 },
                                    scenes: (0..<40).map { $0 / 8 }, weights: [Float](repeating: 1, count: 40))
        return HeadFile(trunk: "test-trunk", basis: basis, head: LinearHead(try RidgeFit(frames, classes: 5), temperature: 1.25))
    }

    @Test("a head read back is the head that was written")
    func roundTrip() throws {
        let written = try file()
        #expect(try HeadFile(bytes: written.encoded(), place: "head", classes: 5) == written)
    }

    @Test("a damaged head is refused with one line, wherever it is cut")
    func damaged() throws {
        let bytes = try file().encoded()
        for length in stride(from: 0, to: bytes.count, by: 97) {
            let error = #expect(throws: ModelError.self) { try HeadFile(bytes: Array(bytes[..<length]), place: "head", classes: 5) }
            #expect(error?.description.contains("\n") == false)
        }
        #expect(throws: ModelError.self) { try HeadFile(bytes: bytes, place: "head", classes: 4) }
        #expect(throws: ModelError.self) { try HeadFile(bytes: SafeTensors().encoded(), place: "head", classes: 5) }
        var spoiled = try SafeTensors(bytes: bytes, place: "head")
        spoiled.set("head.bias", floats: [0, .nan, 0, 0, 0], shape: [5])
        #expect(throws: ModelError.self) { try HeadFile(bytes: spoiled.encoded(), place: "head", classes: 5) }
    }
}
