// A trained head in one piece: basis, weights and temperature belong together, and a model is worth nothing
// without any one of them.

import Foundation

/// What is kept of a trained head: a safetensors file of about 2.7 MB (1280 channels, 512 features).
public struct HeadFile: Equatable, Sendable {
    /// How the weights were found.
    public enum Method: String, CaseIterable, Sendable {
        case ridge, logistic

        /// What the file calls itself.
        var kind: String { "rarity-\(rawValue)-head-1" }
    }

    /// Name of the trunk whose embeddings it takes.
    public let trunk: String
    public let method: Method
    public let basis: FeatureBasis
    public var head: LinearHead
    /// What was learned of who and what is in a frame, on the same features; `nil` where there was nothing to learn.
    public var subjects: SubjectsHead?
    /// What the next logistic fit begins with beside the weights.
    var curvature: LogisticCurvature?

    public init(trunk: String, method: Method = .ridge, basis: FeatureBasis, head: LinearHead) {
        precondition(head.weights.columns == basis.dimensions)
        self.trunk = trunk
        self.method = method
        self.basis = basis
        self.head = head
    }

    /// As bytes of a safetensors file.
    public func encoded() -> [UInt8] {
        var file = SafeTensors()
        write(to: &file)
        if let curvature { file.set("curvature", halves: curvature.packed, shape: [curvature.packed.count]) }
        return file.encoded()
    }

    /// Adds its tensors to a file, all but what only the next fit needs.
    func write(to file: inout SafeTensors) {
        file.metadata["kind"] = method.kind
        file.metadata["trunk"] = trunk
        file.set("basis.mean", floats: basis.mean, shape: [basis.channels])
        file.set("basis.scale", floats: basis.scale, shape: [basis.channels])
        file.set("basis.axes", basis.axes)
        file.set("head.weights", head.weights)
        file.set("head.bias", floats: head.bias, shape: [head.bias.count])
        file.set("head.temperature", floats: [head.temperature], shape: [1])
        subjects?.write(to: &file)
    }

    /// Reads what `encoded()` wrote.
    /// - Parameters:
    ///   - place: what an error names.
    ///   - classes: how many scores it must give.
    /// - Throws: `ModelError`, one line, for bytes that are damaged, of another kind, or do not fit together.
    public init(bytes: [UInt8], place: String, classes: Int) throws(ModelError) {
        try self.init(SafeTensors(bytes: bytes, place: place), classes: classes)
    }

    init(_ file: SafeTensors, classes: Int) throws(ModelError) {
        guard let method = Method.allCases.first(where: { $0.kind == file.metadata["kind"] }), let trunk = file.metadata["trunk"] else {
            throw .unusable(place: file.place, reason: "it is no head of Rarity")
        }
        let axes = try file.matrix("basis.axes")
        let mean = try file.floats("basis.mean", shape: [axes.columns])
        let scale = try file.floats("basis.scale", shape: [axes.columns])
        let weights = try file.matrix("head.weights", columns: axes.rows)
        guard weights.rows == classes else {
            throw .wrongShape(place: file.place, name: "head.weights", found: "(\(weights.rows), \(weights.columns))",
                              needed: "(\(classes), \(axes.rows))")
        }
        let bias = try file.floats("head.bias", shape: [classes])
        let temperature = try file.floats("head.temperature", shape: [1])[0]
        let all = [mean, scale, axes.values, weights.values, bias]
        guard temperature > 0, temperature.isFinite, all.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
            throw .unusable(place: file.place, reason: "the head holds numbers that are not finite; train again")
        }
        self.init(trunk: trunk, method: method, basis: FeatureBasis(mean: mean, scale: scale, axes: axes),
                  head: LinearHead(weights: weights, bias: bias, temperature: temperature))
        subjects = try SubjectsHead(file, dimensions: axes.rows)
        if let packed = try? file.floats("curvature", shape: [nil]) { curvature = LogisticCurvature(packed: packed, size: axes.rows) }
    }
}
