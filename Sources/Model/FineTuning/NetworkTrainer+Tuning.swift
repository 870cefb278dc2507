// Fine-tuning begins where the head on the frozen trunk is: its ridge is the last layer's start, so that what is
// trained is what can be made better, and both are compared for the same split.
// Source: Kumar et al., ICLR 2022: a head fitted first keeps fine-tuning from spoiling the features.

extension NetworkTrainer {
    /// The last blocks of the trunk, with the weights in the program and classes of no weight yet.
    /// - Parameter pictures: a size that the trunk takes.
    public convenience init(tuning blocks: Int, pictures: MapShape, optimiser: OptimiserSettings, classWeights: [Float],
                            seed: UInt64) throws(ModelError) {
        guard let trunk = TunedTrunk(blocks: blocks, pictures: pictures) else {
            throw .unusable(place: "fine-tuning", reason: "the trunk has no \(blocks) blocks to train on pictures of \(pictures)")
        }
        let network = Network(trunk.layers(classes: classWeights.count))
        network.takePretrained(try .embedded())
        self.init(.tuned, network, pictures: pictures, tuned: (trunk, try FrozenBlocks(trunk)), optimiser: optimiser,
                  classWeights: classWeights, seed: seed)
    }

    /// Makes the last layer the ridge of the frozen features.
    /// - Parameters:
    ///   - labels, shots: class and shot of each picture; a class counts by its shots.
    ///   - picture: prepared.
    /// - Returns: `false` where it was cancelled.
    public func fitClasses(labels: [Int], shots: [Int], threads: Int, isCancelled: @escaping @Sendable () -> Bool = { false },
                           picture: (Int) -> [UInt8]) throws -> Bool {
        guard let dense = network.layers.last as? Dense else { return false }
        let body = Network(network.layers.dropLast()), team = Team(threads: threads, isCancelled: isCancelled)
        var roots = body.logits(labels.count, team: team) { load(picture($0), into: $1) }
        if team.isCancelled() { return false }
        for i in roots.indices { roots[i] *= roots[i] }
        let embeddings = Matrix(rows: labels.count, columns: Trunk.embeddingSize, values: roots)
        let basis = try FeatureBasis(embeddings: embeddings)
        let frames = LabelledFrames(features: basis.features(embeddings), labels: labels, shots: shots, scenes: shots,
                                    weights: [Float](repeating: 1, count: labels.count))
        let fit = try RidgeFit(frames, classes: network.classes)
        // One product: root → standardised → axes → scores → logits.
        let slopes = Linear.product(fit.weights, basis.axes)
        for c in 0..<network.classes {
            var constant = fit.bias[c]
            for j in 0..<Trunk.embeddingSize {
                let slope = slopes[c, j] * basis.scale[j]
                constant -= slope * basis.mean[j]
                dense.weight.values.pointer[j * network.classes + c] = LinearHead.sharpness * slope
            }
            dense.bias.values.pointer[c] = LinearHead.sharpness * constant
        }
        return true
    }

    /// Takes the weights of a file that `writeNetwork` wrote.
    public func readNetwork(_ path: String) throws(ModelError) {
        try TensorFile.read(path, into: network.kept.map(\.named))
    }
}
