import Foundation
import Testing
@testable import Model

@Suite("Models that leave and come back")
struct PortableModelTests {
    static let classes = ["Junk", "Common", "Uncommon", "Rare", "Legendary"]

    /// A made head of six features on the real trunk's 1280 channels.
    static func model(subjects: [String] = ["Emily", "Space Tunnel"]) throws -> PortableModel {
        var random = MadeRandom(8)
        let channels = Trunk.embeddingSize
        let embeddings = Matrix(rows: 9, columns: channels, values: (0..<9 * channels).map { _ in 3 * random.uniform() })
        let basis = try FeatureBasis(embeddings: embeddings, dimensions: 6)
        let weights = Matrix(rows: 5, columns: 6, values: (0..<30).map { _ in 0.05 * random.normal() })
        var file = HeadFile(trunk: "lite0-144x256-float32", method: .logistic, basis: basis,
                            head: LinearHead(weights: weights, bias: (0..<5).map { _ in random.normal() }, temperature: 1.5))
        let rows = Matrix(rows: subjects.count, columns: 6, values: (0..<6 * subjects.count).map { _ in 0.1 * random.normal() })
        file.subjects = SubjectsHead(names: subjects, weights: rows, bias: subjects.map { _ in random.normal() })
        return PortableModel(name: "logistic-0007", classes: classes, file: file, figures: "{\"a\": 1}")
    }

    @Test("a model comes back as it left, head, subjects, names and figures", arguments: PortableModel.Format.allCases)
    func roundTrip(format: PortableModel.Format) throws {
        let model = try Self.model()
        let bytes = try model.encoded(format)
        #expect(try PortableModel(bytes: bytes, place: "model", classes: Self.classes) == model)
    }

    @Test("a file cut anywhere is refused with one line that names it", arguments: PortableModel.Format.allCases)
    func cut(format: PortableModel.Format) throws {
        let bytes = try Self.model().encoded(format)
        for length in [0, 1, 7, 8, 9, 20, 100, 1_000, bytes.count / 2, bytes.count - 1] {
            let error = #expect(throws: ModelError.self) {
                try PortableModel(bytes: Array(bytes[..<length]), place: "model.file", classes: Self.classes)
            }
            #expect(error?.description.hasPrefix("model.file: ") == true && error?.description.contains("\n") == false)
        }
    }

    @Test("any byte of the beginning altered: refused or read, never a crash")
    func altered() throws {
        let bytes = try Self.model().encoded(.onnx)
        for index in stride(from: 0, to: 200, by: 3) {
            var other = bytes
            other[index] ^= 0x85
            _ = try? PortableModel(bytes: other, place: "altered", classes: Self.classes)
        }
    }

    @Test("a tensor of the wrong shape, the wrong type, or missing, and another trunk are told by name")
    func refused() throws {
        func error(_ change: (inout SafeTensors) -> Void) throws -> String {
            var file = try SafeTensors(bytes: Self.model().encoded(.safetensors), place: "m")
            change(&file)
            do {
                _ = try PortableModel(bytes: file.encoded(), place: "m", classes: Self.classes)
                return "no error"
            } catch { return "\(error)" }
        }
        #expect(try error { $0.set("head.bias", floats: [1, 2], shape: [2]) } == "m: tensor \"head.bias\" has the shape (2), needed is (5).")
        #expect(try error { $0.set("basis.mean", integers: [1], shape: [1]) }.contains("\"basis.mean\" holds I64, needed is F32 or F16"))
        #expect(try error { $0.tensors["head.temperature"] = nil }.contains("has no tensor \"head.temperature\""))
        #expect(try error { $0.tensors["trunk.stem.weight"] = nil }.contains("has no tensor \"trunk.stem.weight\""))
        #expect(try error { $0.set("trunk.stem.bias", floats: [Float](repeating: 9, count: 32), shape: [32]) }.contains("other weights than this program's (stem.bias)"))
        #expect(try error { $0.metadata["classes"] = "cat,dog" }.contains("its classes are cat,dog"))
        #expect(try error { $0.metadata = [:] }.contains("no model that rarity export model wrote"))
        #expect(try error { $0.set("subjects.bias", floats: [.nan, 0], shape: [2]) }.contains("not finite"))
    }

    @Test("in the graph every input of an operator was made before it, and the shapes are the network's")
    func structure() throws {
        let graph = try ReadGraph(try Self.model().encoded(.onnx))
        var known = Set(graph.weights.keys).union(graph.inputs)
        for node in graph.nodes {
            #expect(Set(node.inputs).isSubset(of: known), "\(node.op) wants \(node.inputs)")
            #expect(known.isDisjoint(with: node.outputs))
            known.formUnion(node.outputs)
        }
        #expect(graph.inputs == ["image"] && graph.outputs == ["probabilities", "embedding", "subjects"])
        #expect(Set(graph.outputs).isSubset(of: known))
        #expect(graph.nodes.count { $0.op == "Conv" } == 1 + 15 + 16 + 16 + 1)
        #expect(graph.nodes.count { $0.op == "Add" } == BlockShape.all.count { $0.hasResidual })
        #expect(graph.weights["trunk.block3.depthwise.weight"]?.shape == [144, 1, 5, 5])
        #expect(graph.metadata["trunk"] == "lite0-144x256-float32")
        // 144x256: an odd pixel of padding comes after.
        #expect(graph.nodes.first { $0.op == "Conv" }?.integers["pads"] == [0, 0, 1, 1])
    }

    @Test("run operator by operator, the graph after the trunk gives the head's own probabilities")
    func head() throws {
        let model = try Self.model(), graph = try ReadGraph(model.encoded(.onnx))
        var random = MadeRandom(3)
        let embeddings = Matrix(rows: 4, columns: Trunk.embeddingSize, values: (0..<4 * Trunk.embeddingSize).map { _ in 3 * random.uniform() })
        let values = graph.run(from: "embedding", embeddings)
        let features = model.file.basis.features(embeddings)
        let classes = try #require(values["probabilities"]), subjects = try #require(values["subjects"])
        #expect(relativeError(classes.values, model.file.head.probabilities(features).values) < 1e-4)
        #expect(relativeError(subjects.values, try #require(model.file.subjects).probabilities(features).values) < 1e-4)
    }
}
