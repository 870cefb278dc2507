// One training: a network, its optimiser, and how far they are. What it does next follows from the seed and the
// number of steps alone, so that it can be stopped anywhere and go on as if it had not been.

import Frames

/// A network that is being trained. Used by one thread at a time; it starts others itself.
public final class NetworkTrainer {
    public let kind: NetworkKind
    public let seed: UInt64
    /// Finished so far.
    public var steps: Int { optimiser.steps }
    /// The size of pictures.
    public let pictures: MapShape
    let network: Network
    let optimiser: Optimiser
    /// What learns of the trunk, and what does not; `nil` for whole networks.
    let tuned: (trunk: TunedTrunk, frozen: FrozenBlocks)?
    private let classWeights: [Float]

    /// With weights drawn from the seed.
    /// - Parameters:
    ///   - classWeights: how much a picture of each class counts.
    ///   - input: the size of pictures.
    public convenience init(_ kind: NetworkKind, optimiser settings: OptimiserSettings, classWeights: [Float], seed: UInt64,
                            input: MapShape = NetworkKind.input) {
        self.init(kind, kind.make(input, classes: classWeights.count, seed: seed), pictures: input, tuned: nil, optimiser: settings,
                  classWeights: classWeights, seed: seed)
    }

    init(_ kind: NetworkKind, _ network: Network, pictures: MapShape, tuned: (trunk: TunedTrunk, frozen: FrozenBlocks)?,
         optimiser settings: OptimiserSettings, classWeights: [Float], seed: UInt64) {
        self.kind = kind
        self.seed = seed
        self.classWeights = classWeights
        self.network = network
        self.pictures = pictures
        self.tuned = tuned
        optimiser = Optimiser(settings, network.parameters)
    }

    /// What `step` and `probabilities` take of a picture's bytes: those, or what the frozen blocks make of them, which is
    /// worth keeping. Threads may call it at once.
    public var prepare: @Sendable ([UInt8]) -> [UInt8] {
        let frozen = tuned?.frozen
        return { frozen?.output($0) ?? $0 }
    }

    /// A prepared picture as the network's input.
    func load(_ picture: [UInt8], into out: UnsafeMutablePointer<Float>) { loadPicture(picture, isHalf: tuned != nil, into: out) }

    /// One step of gradient descent.
    /// - Parameters:
    ///   - labels: class of each picture of the batch.
    ///   - threads: how many may work; the result does not depend on it.
    ///   - isCancelled: asked between pictures. Once it says so, this trainer is of no more use.
    ///   - picture: one picture of the batch, prepared; called from several threads.
    /// - Returns: the mean loss before the step; `nil` where it was cancelled.
    /// - Throws: `ModelError.diverged`, with the weights as they were before.
    public func step(_ labels: [Int], threads: Int, isCancelled: @escaping @Sendable () -> Bool = { false },
                     picture: (Int) -> [UInt8]) throws(ModelError) -> Float? {
        let team = Team(threads: threads, isCancelled: isCancelled)
        var random = RandomStream(seed, UInt64(steps), 0x5354_4550)
        let key = random.next()
        let logits = network.forward(labels.count, key: key, team: team) { load(picture($0), into: $1) }
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

    /// Class probabilities of some prepared pictures, by the weights as they are.
    /// - Returns: `nil` where it was cancelled.
    public func probabilities(_ pictures: Int, threads: Int, isCancelled: @escaping @Sendable () -> Bool = { false },
                              picture: (Int) -> [UInt8]) -> [[Float]]? {
        network.probabilities(pictures, team: Team(threads: threads, isCancelled: isCancelled)) { load(picture($0), into: $1) }
    }

    /// `rarity train` prints it, so that anyone can compare.
    public var parameterCount: Int { network.parameterCount }
}

extension Network {
    func probabilities(_ pictures: Int, team: Team, load: (Int, UnsafeMutablePointer<Float>) -> Void) -> [[Float]]? {
        let logits = logits(pictures, team: team, load: load)
        if team.isCancelled() { return nil }
        return logits.withUnsafeBufferPointer { rows in
            (0..<pictures).compactMap { row in
                rows.baseAddress.map { SoftmaxCrossEntropy.probabilities($0 + row * classes, classes: classes) }
            }
        }
    }
}

/// Bytes to 0…1, or halves to what they say.
func loadPicture(_ bytes: [UInt8], isHalf: Bool, into out: UnsafeMutablePointer<Float>) {
    if isHalf { return bytes.withUnsafeBytes { HalfPrecision.convert($0, into: out) } }
    bytes.withUnsafeBufferPointer { bytes in
        for i in bytes.indices { out[i] = Float(bytes[i]) * (1 / 255) }
    }
}
