// check-onnx, our half: what the program itself makes of pictures with a model that it exported.

import Foundation
import Frames
import Model

enum ProbabilitiesBenchmark {
    /// `rarity-bench probabilities MODEL IMAGES.safetensors OUT.safetensors`: "input_rgb" (n, height, width, 3) bytes in,
    /// "probabilities" (n, 5) and "subjects" out.
    static func run(_ arguments: [String]) throws {
        guard arguments.count == 3 else { throw BenchmarkError("probabilities needs MODEL IMAGES OUT") }
        let model = try PortableModel(path: arguments[0], classes: RarityClass.allCases.map(\.name))
        guard let input = TrunkInput.allCases.first(where: { model.file.trunk.contains($0.rawValue) }) else { throw BenchmarkError("unknown trunk") }
        let images = try SafeTensors(path: arguments[1])
        let bytes = try images.bytes("input_rgb", shape: [nil, input.height, input.width, 3])
        let pictures = stride(from: 0, to: bytes.count, by: input.byteCount).map {
            RGBImage(width: input.width, height: input.height, pixels: Array(bytes[$0..<$0 + input.byteCount]))
        }
        let rows = try Trunk(input: input).embed(pictures, threads: 1)
        let features = model.file.basis.features(Matrix(rows: rows.count, columns: Trunk.embeddingSize, values: rows.flatMap { $0 }))
        var out = SafeTensors(place: arguments[2])
        out.set("probabilities", model.file.head.probabilities(features))
        if let subjects = model.file.subjects { out.set("subjects", subjects.probabilities(features)) }
        try out.write(to: arguments[2])
    }
}
