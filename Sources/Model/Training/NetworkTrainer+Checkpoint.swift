// A training on the disk: weights, what the optimiser remembers, and how far it is. Random numbers are drawn from
// the seed and the number of the step, so nothing more is needed to go on bit for bit.

extension NetworkTrainer {
    private static let form = "rarity-checkpoint-1"

    private var tensors: [NamedNumbers] { (network.kept + optimiser.kept).map(\.named) }

    /// Replaces the checkpoint in one step; a failure leaves the one before.
    /// - Parameter notes: free text, given back when it is read.
    /// - Throws: `ModelError.diverged` instead of keeping weights that are no numbers.
    /// - Cost: for the earlier network 553 MB.
    public func writeCheckpoint(_ path: String, notes: [String: String]) throws(ModelError) {
        guard network.kept.allSatisfy(\.isFinite) else {
            throw .diverged(step: steps, learningRate: optimiser.settings.learningRate)
        }
        var metadata = notes
        metadata["kind"] = Self.form
        metadata["network"] = kind.rawValue
        metadata["seed"] = "\(seed)"
        metadata["steps"] = "\(steps)"
        try TensorFile.write(path, tensors, metadata: metadata)
    }

    /// Goes on from a checkpoint of the same network, optimiser and seed.
    /// - Returns: the notes.
    public func readCheckpoint(_ path: String) throws(ModelError) -> [String: String] {
        let metadata = try TensorFile.metadata(path)
        guard metadata["kind"] == Self.form, metadata["network"] == kind.rawValue, metadata["seed"] == "\(seed)",
              let steps = metadata["steps"].flatMap({ Int($0) }), steps >= 0 else {
            throw .unusable(place: path, reason: "it is no checkpoint of a \(kind.rawValue) network with seed \(seed)")
        }
        try TensorFile.read(path, into: tensors)
        guard network.kept.allSatisfy(\.isFinite) else {
            throw .unusable(place: path, reason: "it holds numbers that are not finite")
        }
        optimiser.steps = steps
        return metadata
    }

    /// The finished network without what only training needs.
    public func writeNetwork(_ path: String, temperature: Float) throws(ModelError) {
        guard network.kept.allSatisfy(\.isFinite) else {
            throw .diverged(step: steps, learningRate: optimiser.settings.learningRate)
        }
        try TensorFile.write(path, network.kept.map(\.named), metadata: [
            "kind": TrainedNetwork.form, "network": kind.rawValue, "input": "\(pictures)", "temperature": "\(temperature)",
        ].merging(tuned.map { ["blocks": "\($0.trunk.blocks)"] } ?? [:]) { $1 })
    }
}

extension Parameter {
    var named: NamedNumbers { NamedNumbers(name: name, shape: shape, values: values.pointer) }

    var isFinite: Bool {
        // A sum is finite only where every number is; only where it is not does it need a closer look.
        var sum: Float = 0
        for i in 0..<count { sum += values.pointer[i] * 0 }
        return sum == 0
    }
}
