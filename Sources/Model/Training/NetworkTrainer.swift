// One training: a network, its optimiser, and how far they are. What it does next follows from the seed and the
// number of steps alone, so that it can be stopped anywhere and go on as if it had not been.

import Frames

/// A network that is being trained. Used by one thread at a time; it starts others itself.
public final class NetworkTrainer {
    public let kind: NetworkKind
    public let seed: UInt64
    /// Finished so far.
    public var steps: Int { optimiser.steps }
    let network: Network
    let optimiser: Optimiser
    private let classWeights: [Float]

    /// With weights drawn from the seed.
    /// - Parameters:
    ///   - classWeights: how much a picture of each class counts.
    ///   - input: the size of pictures.
    public init(_ kind: NetworkKind, optimiser settings: OptimiserSettings, classWeights: [Float], seed: UInt64,
                input: MapShape = NetworkKind.input) {
        self.kind = kind
        self.seed = seed
        self.classWeights = classWeights
        network = kind.make(input, classes: classWeights.count, seed: seed)
        optimiser = Optimiser(settings, network.parameters)
    }

    /// One step of gradient descent.
    /// - Parameters:
    ///   - labels: class of each picture of the batch.
    ///   - threads: how many may work; the result does not depend on it.
    ///   - isCancelled: asked between pictures. Once it says so, this trainer is of no more use.
    ///   - picture: height * width * 3 bytes of one picture of the batch; called from several threads.
    /// - Returns: the mean loss before the step; `nil` where it was cancelled.
    /// - Throws: `ModelError.diverged`, with the weights as they were before.
    public func step(_ labels: [Int], threads: Int, isCancelled: @escaping @Sendable () -> Bool = { false },
                     picture: (Int) -> [UInt8]) throws(ModelError) -> Float? {
        let team = Team(threads: threads, isCancelled: isCancelled)
        var random = RandomStream(seed, UInt64(steps), 0x5354_4550)
        let key = random.next()
        let logits = network.forward(labels.count, key: key, team: team) { scaleBytes(picture($0), into: $1) }
        if team.isCancelled() { return nil }
        let loss = SoftmaxCrossEntropy.loss(logits, labels, classes: network.classes, classWeights: classWeights,
                                            gradient: network.logitGradient(labels.count))
        guard loss.isFinite else { throw .diverged(step: steps + 1, learningRate: optimiser.settings.learningRate) }
        optimiser.steps += 1
        let left = network.backward(labels.count, key: key, team: team, optimiser: optimiser)
        if team.isCancelled() { return nil }
        optimiser.apply(left)
        return loss
    }

    /// Class probabilities of some pictures, by the weights as they are.
    /// - Returns: `nil` where it was cancelled.
    public func probabilities(_ pictures: Int, threads: Int, isCancelled: @escaping @Sendable () -> Bool = { false },
                              picture: (Int) -> [UInt8]) -> [[Float]]? {
        network.probabilities(pictures, team: Team(threads: threads, isCancelled: isCancelled), picture: picture)
    }

    /// `rarity train` prints it, so that anyone can compare.
    public var parameterCount: Int { network.parameterCount }
}

extension Network {
    func probabilities(_ pictures: Int, team: Team, picture: (Int) -> [UInt8]) -> [[Float]]? {
        let logits = logits(pictures, team: team) { scaleBytes(picture($0), into: $1) }
        if team.isCancelled() { return nil }
        return logits.withUnsafeBufferPointer { rows in
            (0..<pictures).compactMap { row in
                rows.baseAddress.map { SoftmaxCrossEntropy.probabilities($0 + row * classes, classes: classes) }
            }
        }
    }
}

/// Bytes to 0…1.
private func scaleBytes(_ bytes: [UInt8], into out: UnsafeMutablePointer<Float>) {
    bytes.withUnsafeBufferPointer { bytes in
        for i in bytes.indices { out[i] = Float(bytes[i]) * (1 / 255) }
    }
}
