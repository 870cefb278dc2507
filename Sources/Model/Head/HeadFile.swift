// A trained head in one piece: basis, weights and temperature belong together, and a model is worth nothing
// without any one of them.

/// What is kept of a trained ridge: a safetensors file of about 2.7 MB (1280 channels, 512 features).
public struct HeadFile: Equatable, Sendable {
    private static let kind = "rarity-ridge-head-1"

    /// Name of the trunk whose embeddings it takes.
    public let trunk: String
    public let basis: FeatureBasis
    public var head: RidgeHead

    public init(trunk: String, basis: FeatureBasis, head: RidgeHead) {
        precondition(head.weights.columns == basis.dimensions)
        self.trunk = trunk
        self.basis = basis
        self.head = head
    }

    /// As bytes of a safetensors file.
    public func encoded() -> [UInt8] {
        var file = SafeTensors()
        file.metadata = ["kind": Self.kind, "trunk": trunk]
        file.set("basis.mean", floats: basis.mean, shape: [basis.channels])
        file.set("basis.scale", floats: basis.scale, shape: [basis.channels])
        file.set("basis.axes", basis.axes)
        file.set("head.weights", head.weights)
        file.set("head.bias", floats: head.bias, shape: [head.bias.count])
        file.set("head.temperature", floats: [head.temperature], shape: [1])
        return file.encoded()
    }

    /// Reads what `encoded()` wrote.
    /// - Parameters:
    ///   - place: what an error names.
    ///   - classes: how many scores it must give.
    /// - Throws: `ModelError`, one line, for bytes that are damaged, of another kind, or do not fit together.
    public init(bytes: [UInt8], place: String, classes: Int) throws(ModelError) {
        let file = try SafeTensors(bytes: bytes, place: place)
        guard file.metadata["kind"] == Self.kind, let trunk = file.metadata["trunk"] else {
            throw .unusable(place: place, reason: "it is no head of Rarity")
        }
        let axes = try file.matrix("basis.axes")
        let mean = try file.floats("basis.mean", shape: [axes.columns])
        let scale = try file.floats("basis.scale", shape: [axes.columns])
        let weights = try file.matrix("head.weights", columns: axes.rows)
        guard weights.rows == classes else {
            throw .wrongShape(place: place, name: "head.weights", found: "(\(weights.rows), \(weights.columns))",
                              needed: "(\(classes), \(axes.rows))")
        }
        let bias = try file.floats("head.bias", shape: [classes])
        let temperature = try file.floats("head.temperature", shape: [1])[0]
        let all = [mean, scale, axes.values, weights.values, bias]
        guard temperature > 0, temperature.isFinite, all.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
            throw .unusable(place: place, reason: "the head holds numbers that are not finite; train again")
        }
        self.init(trunk: trunk, basis: FeatureBasis(mean: mean, scale: scale, axes: axes),
                  head: RidgeHead(weights: weights, bias: bias, temperature: temperature))
    }
}
