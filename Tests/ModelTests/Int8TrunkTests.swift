import CKernels
import CTrunkWeights
import Frames
import Testing
@testable import Model

@Suite("Int8 trunk")
struct Int8TrunkTests {
    /// Drawn frames, noise, and pictures that drive levels to their ends.
    static func pictures(_ input: TrunkInput) throws -> [[UInt8]] {
        var state: UInt64 = 1
        let noise = (0..<input.byteCount).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
        let stripes = (0..<input.byteCount).map { UInt8($0 / 3 % 2 * 255) }
        return try GoldenTrunk(input).images.prefix(2) + [noise, stripes, [UInt8](repeating: 0, count: input.byteCount)]
    }

    @Test("the fast kernels equal plain whole-number loops bit for bit, embedding and last map",
          .enabled(if: rarity_has_vnni(), "this processor has no VNNI, so there is one make only"), arguments: TrunkInput.allCases)
    func fast(input: TrunkInput) throws {
        let fast = try Int8Network(input: input).makePass(), plain = try IntegerNetwork(input: input).makePass()
        let count = ((input.height + 31) / 32) * (input.width / 32) * Trunk.embeddingSize
        for (index, picture) in try Self.pictures(input).enumerated() {
            var found = [Float](repeating: -1, count: Trunk.embeddingSize), expected = found
            fast.embed(picture, into: &found)
            plain.embed(picture, into: &expected)
            #expect(found == expected, "picture \(index)")
            if index != 1 { continue }
            var map = [Float](repeating: -1, count: count), expectedMap = map
            fast.lastMap(picture, into: &map)
            plain.lastMap(picture, into: &expectedMap)
            #expect(map == expectedMap)
        }
    }

    @Test("embeddings lie near those of float32", arguments: TrunkInput.allCases)
    func near(input: TrunkInput) throws {
        let golden = try GoldenTrunk(input), images = golden.images.map { RGBImage(width: input.width, height: input.height, pixels: $0) }
        let found = try Trunk(input: input, precision: .int8).embed(images, threads: 2).flatMap { $0 }
        let expected = try golden.file.floats("embedding", shape: [images.count, 1280])
        let error = zip(found, expected).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
        let length = expected.map { $0 * $0 }.reduce(0, +).squareRoot()
        #expect(error / length < 0.13, "relative error \(error / length)")
    }

    @Test("a calibration that lacks a tensor, has one of another length or a range that is none, is refused with its name")
    func damagedCalibration() throws {
        let bytes = UnsafeBufferPointer(start: rarity_trunk_int8, count: rarity_trunk_int8_size)
        let whole = try SafeTensors(bytes: Array(bytes), place: "constants")
        let pretrained = try PretrainedWeights.embedded()
        func message(_ change: (inout SafeTensors) -> Void) -> String? {
            var file = whole
            change(&file)
            return (#expect(throws: ModelError.self) { try QuantisedWeights(pretrained, Int8Calibration(file)) })?.description
        }
        #expect(message { $0.tensors["block3.range"] = nil }?.contains("block3.range") == true)
        #expect(message { $0.tensors["block3.project.bias"] = $0.tensors["block4.depthwise.bias"] }?.contains("block3.project.bias") == true)
        #expect(message { $0.set("block3.range", floats: [Float](repeating: 0, count: 40), shape: [40]) }?.contains("no range") == true)
    }
}
