import Foundation
import Frames
import Testing
@testable import Model

/// Pictures and what onnxruntime makes of them with the same weights: see Tests/Fixtures/README.md.
struct GoldenTrunk {
    let input: TrunkInput
    let file: SafeTensors
    let images: [[UInt8]]

    init(_ input: TrunkInput) throws {
        self.input = input
        file = try SafeTensors(path: fixture("golden-lite0-\(input.rawValue).safetensors"))
        let bytes = try file.bytes("input_rgb", shape: [nil, input.height, input.width, 3])
        images = stride(from: 0, to: bytes.count, by: input.byteCount).map { Array(bytes[$0..<$0 + input.byteCount]) }
    }
}

func fixture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/\(name)").standardized.path
}

/// Largest difference over largest value: rounding of single precision through fifty layers stays below 1e-5.
func relativeError(_ found: [Float], _ expected: [Float]) -> Float {
    guard found.count == expected.count else { return .infinity }
    let largest = expected.map(abs).max() ?? 0
    return zip(found, expected).map { $0.isFinite ? abs($0 - $1) : .infinity }.max()! / largest
}

@Suite("Trunk")
struct TrunkTests {
    @Test("embeddings equal the golden ones to 1e-4", arguments: TrunkInput.allCases)
    func golden(input: TrunkInput) throws {
        let golden = try GoldenTrunk(input)
        let images = golden.images.map { RGBImage(width: input.width, height: input.height, pixels: $0) }
        let found = try Trunk(input: input).embed(images, threads: 2)
        #expect(relativeError(found.flatMap { $0 }, try golden.file.floats("embedding", shape: [images.count, 1280])) < 1e-4)
    }

    @Test("after blocks 4, 10 and 15 the maps equal the golden ones to 1e-4", arguments: TrunkInput.allCases)
    func goldenBlocks(input: TrunkInput) throws {
        let golden = try GoldenTrunk(input), pass = FloatPass(try FloatNetwork(input: input))
        var maps: [Int: [Float]] = [:]
        var out = [Float](repeating: 0, count: Trunk.embeddingSize)
        for image in golden.images {
            pass.forward(image, into: &out) { index, plan, map in
                guard [4, 10, 15].contains(index) else { return }
                let channels = plan.shape.output, places = plan.outHeight * plan.outWidth
                for channel in 0..<channels { for place in 0..<places { maps[index, default: []].append(map[place * channels + channel]) } }
            }
        }
        for block in [4, 10, 15] {
            let expected = try golden.file.floats("block\(block)", shape: [golden.images.count, nil, nil, nil])
            #expect(relativeError(try #require(maps[block]), expected) < 1e-4, "block \(block)")
        }
    }

    @Test("the portable kernels give the same embeddings as the fast ones", arguments: TrunkInput.allCases)
    func portable(input: TrunkInput) throws {
        let image = try GoldenTrunk(input).images[0]
        var fast = [Float](repeating: 0, count: Trunk.embeddingSize), plain = fast
        try FloatNetwork(input: input).makePass().embed(image, into: &fast)
        try FloatNetwork(input: input, kernels: PortableKernels()).makePass().embed(image, into: &plain)
        #expect(relativeError(plain, fast) < 1e-5)
    }

    @Test("a workspace that has seen other pictures gives the same embedding, bit by bit")
    func reused() throws {
        let golden = try GoldenTrunk(.h180w320), trunk = try Trunk(input: .h180w320), used = trunk.makeWorkspace()
        var first = [Float](repeating: 0, count: Trunk.embeddingSize), again = first
        trunk.embed(golden.images[1], into: &first, trunk.makeWorkspace())
        for image in [golden.images[0], golden.images[2], golden.images[1]] { trunk.embed(image, into: &again, used) }
        #expect(first == again)
    }

    @Test("the embedding is the mean of the last map over its places", arguments: TrunkInput.allCases)
    func featureMap(input: TrunkInput) throws {
        let golden = try GoldenTrunk(input), trunk = try Trunk(input: input), workspace = trunk.makeWorkspace()
        let map = trunk.featureMap(golden.images[1], workspace)
        #expect(map.rows == trunk.mapHeight * trunk.mapWidth && trunk.mapHeight == (input.height + 31) / 32 && trunk.mapWidth == input.width / 32)
        var out = [Float](repeating: 0, count: Trunk.embeddingSize), mean = out
        trunk.embed(golden.images[1], into: &out, workspace)
        for row in 0..<map.rows { for (i, value) in map.row(row).enumerated() { mean[i] += value / Float(map.rows) } }
        #expect(relativeError(mean, out) < 1e-5)
    }

    @Test("a picture of another size is resized by area first")
    func resized() throws {
        let golden = try GoldenTrunk(.h180w320), trunk = try Trunk(input: .h180w320)
        let small = RGBImage(width: 320, height: 180, pixels: golden.images[0])
        // Each pixel four times: half of it by area is the picture again.
        let large = small.resized(width: 640, height: 360)
        let found = trunk.embed([small, large], threads: 1)
        #expect(found[0] == found[1])
    }

    @Test("no pictures give no embeddings")
    func none() throws {
        #expect(try Trunk(input: .h144w256).embed([], threads: 4).isEmpty)
    }

    @Test("names tell size and precision")
    func names() {
        #expect(TrunkName(input: .h144w256, precision: .float32).description == "lite0-144x256-float32")
        #expect(TrunkName(input: .h180w320, precision: .int8).description == "lite0-180x320-int8-2")
    }
}
