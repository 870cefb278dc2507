// What the training of a whole network is asked for; kept with the model, so that it can be made again.

import Model

/// The settings of a training from scratch.
public struct NetworkSettings: Codable, Equatable, Sendable {
    /// What most of the held-out frames are.
    public enum Split: String, Codable, CaseIterable, Sendable {
        /// Whole scenes: how a new place fares.
        case scene
        /// Single frames, as in the earlier system: their neighbours are trained on, so it flatters.
        case random
    }

    public var network: NetworkKind
    public var epochs: Int
    public var batchSize: Int
    public var optimiser: OptimiserSettings
    public var split: Split
    public var seed: UInt64

    public init(network: NetworkKind, epochs: Int? = nil, batchSize: Int = 32, learningRate: Float? = nil,
                split: Split = .scene, seed: UInt64 = 0) {
        self.network = network
        self.epochs = epochs ?? network.epochs
        self.batchSize = batchSize
        optimiser = network.optimiser
        if let learningRate { optimiser.learningRate = learningRate }
        self.split = split
        self.seed = seed
    }
}
