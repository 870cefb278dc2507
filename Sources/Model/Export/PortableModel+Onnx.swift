// Trunk and head in one graph: pictures in, probabilities out.

extension PortableModel {
    /// Input `image`: n x height x width x 3 bytes, rows from the top, red, green, blue. Outputs `probabilities` (n x
    /// classes, each frame by itself), `embedding` (n x 1280) and, where subjects were learned, `subjects` (n x names).
    func onnx() throws(ModelError) -> [UInt8] {
        guard let size = TrunkInput.allCases.first(where: { file.trunk.contains("-\($0.rawValue)-") }) else {
            throw .unusable(place: name, reason: "its trunk \(file.trunk) is none of this program's")
        }
        var graph = OnnxGraph(name: name)
        graph.inputs = [.init(name: "image", element: .byte, shape: [.free("n"), .fixed(size.height), .fixed(size.width), .fixed(3)])]
        let embedding = try graph.addTrunk(size, Self.trunkWeights(), from: "image")
        let features = graph.addBasis(file.basis, from: embedding)
        _ = graph.addClasses(file.head, from: features)
        graph.outputs = [.init(name: "probabilities", element: .float, shape: [.free("n"), .fixed(classes.count)]),
                         .init(name: "embedding", element: .float, shape: [.free("n"), .fixed(Trunk.embeddingSize)])]
        if let subjects = file.subjects {
            _ = graph.addSubjects(subjects, from: features)
            graph.outputs.append(.init(name: "subjects", element: .float, shape: [.free("n"), .fixed(subjects.names.count)]))
        }
        var described = SafeTensors()
        file.write(to: &described)
        graph.metadata = metadata.merging(described.metadata) { own, _ in own }
        return graph.encoded()
    }
}

extension OnnxGraph {
    /// Root, standardising and PCA: n x channels to n x features.
    mutating func addBasis(_ basis: FeatureBasis, from embedding: String) -> String {
        let mean = set("basis.mean", floats: basis.mean, shape: [basis.channels])
        let scale = set("basis.scale", floats: basis.scale, shape: [basis.channels])
        let axes = set("basis.axes", floats: basis.axes.values, shape: [basis.dimensions, basis.channels])
        // Negative numbers count as 0, as in `FeatureBasis`; an average of ReLU6 has none.
        var x = add("Relu", [embedding], to: "embedding.positive")
        x = add("Sqrt", [x], to: "embedding.root")
        x = add("Sub", [x, mean], to: "embedding.centred")
        x = add("Mul", [x, scale], to: "embedding.standardised")
        return add("Gemm", [x, axes], to: "features", [("transB", .integer(1))])
    }

    /// Scores and their soft-max: n x features to n x classes.
    mutating func addClasses(_ head: LinearHead, from features: String) -> String {
        let weights = set("head.weights", floats: head.weights.values, shape: [head.weights.rows, head.weights.columns])
        let bias = set("head.bias", floats: head.bias, shape: [head.bias.count])
        let temperature = set("head.temperature", floats: [head.temperature], shape: [1])
        let sharpness = set("head.sharpness", floats: [LinearHead.sharpness], shape: [1])
        var x = add("Gemm", [features, weights, bias], to: "scores", [("transB", .integer(1))])
        let factor = add("Div", [sharpness, temperature], to: "head.factor")
        x = add("Mul", [x, factor], to: "logits")
        return add("Softmax", [x], to: "probabilities", [("axis", .integer(1))])
    }

    /// n x features to n x subjects.
    mutating func addSubjects(_ head: SubjectsHead, from features: String) -> String {
        let weights = set("subjects.weights", floats: head.weights.values, shape: [head.weights.rows, head.weights.columns])
        let bias = set("subjects.bias", floats: head.bias, shape: [head.bias.count])
        let x = add("Gemm", [features, weights, bias], to: "subjects.logits", [("transB", .integer(1))])
        return add("Sigmoid", [x], to: "subjects")
    }
}
