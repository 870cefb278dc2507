// What the training of a whole network is asked for; kept with the model, so that it can be made again.

import Model

/// The settings of a training from scratch, or of the trunk's last blocks.
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
    /// Of fine-tuning: how many of the trunk's blocks learn, and at which size of pictures.
    public var blocks: Int?
    public var trunkInput: String?

    /// Epochs after which fine-tuning ends if the scenes that it watches are not predicted better.
    static let patience = 3

    enum CodingKeys: String, CodingKey {
        case network, epochs, batchSize, optimiser, split, seed, blocks, trunkInput = "trunk_input"
    }

    /// The size of pictures.
    var pictures: MapShape {
        guard network == .tuned, let input = trunkInput.flatMap(TrunkInput.init(rawValue:)) else { return NetworkKind.input }
        return MapShape(input.height, input.width, 3)
    }

    /// Fine-tuning of the trunk's last blocks.
    public init(tuning blocks: Int, input: TrunkInput, epochs: Int? = nil, batchSize: Int = 32, learningRate: Float? = nil, seed: UInt64 = 0) {
        self.init(network: .tuned, epochs: epochs, batchSize: batchSize, learningRate: learningRate, seed: seed)
        self.blocks = blocks
        trunkInput = input.rawValue
    }

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
