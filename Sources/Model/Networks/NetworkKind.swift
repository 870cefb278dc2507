// The networks that can be trained: from nothing, or the end of the pretrained trunk.

/// What is trained: an architecture with the numbers that suit it.
public enum NetworkKind: String, Codable, Sendable {
    /// The earlier system's network, 69,143,589 parameters: for comparison.
    case keras
    /// A small modern one: depthwise-separable convolutions with batch normalisation.
    case compact
    /// The last blocks of the trunk, from its own weights.
    case tuned

    /// Those that are trained from nothing.
    public static let fromScratch: [NetworkKind] = [.keras, .compact]

    /// How many of the trunk's sixteen blocks can be trained; earlier ones know edges and colours, as any film needs them.
    public static let tunable = 1...10

    /// Pictures are 256x144, as in the earlier system.
    public static let input = MapShape(144, 256, 3)

    /// As published by the earlier system; for the small one, what is usual.
    public var optimiser: OptimiserSettings {
        switch self {
        case .keras: .rmsprop(1e-4)
        case .compact: .adam(1e-3)
        case .tuned: .adam(2e-5)
        }
    }

    public var epochs: Int { self == .tuned ? 15 : 30 }

    /// A whole network with weights drawn from a seed; `nil`: zeros, to be read from a file.
    func make(_ input: MapShape = NetworkKind.input, classes: Int, seed: UInt64?, plain: Bool = false) -> Network {
        precondition(self != .tuned, "a tuned network is made by TunedTrunk")
        let network = Network(self == .keras ? kerasLayers(input, classes: classes, plain: plain) : compactLayers(input, classes: classes))
        guard let seed else { return network }
        for (number, parameter) in network.parameters.enumerated() where parameter.shape.count > 1 {
            var random = RandomStream(seed, UInt64(number), 0x5745_4947_4854)
            parameter.fill(limit: self == .keras ? glorotLimit(parameter) : heLimit(parameter), &random)
        }
        return network
    }

    /// Numbers that training changes.
    /// - Parameter blocks: of the trunk, where that is tuned.
    public func parameterCount(classes: Int, blocks: Int = 1) -> Int {
        guard self == .tuned else { return make(classes: classes, seed: nil, plain: true).parameterCount }
        let layers = TunedTrunk(blocks: blocks, pictures: MapShape(180, 320, 3))?.layers(classes: classes) ?? []
        return layers.flatMap(\.parameters).reduce(0) { $0 + $1.count }
    }
}

/// Uniform with the variance 2 / (fan in + fan out), Keras' default.
/// - Source: Glorot and Bengio, AISTATS 2010.
private func glorotLimit(_ parameter: Parameter) -> Float {
    let (fanIn, fanOut) = fans(parameter)
    return (6 / Float(fanIn + fanOut)).squareRoot()
}

/// Uniform with the variance 2 / fan in, for ReLU.
/// - Source: He et al., ICCV 2015.
private func heLimit(_ parameter: Parameter) -> Float { (6 / Float(fans(parameter).in)).squareRoot() }

private func fans(_ parameter: Parameter) -> (in: Int, out: Int) {
    let shape = parameter.shape
    // [kernel][kernel][input][output], [kernel][kernel][channels] or [input][output].
    switch shape.count {
    case 4: return (shape[0] * shape[1] * shape[2], shape[0] * shape[1] * shape[3])
    case 3: return (shape[0] * shape[1], shape[0] * shape[1])
    default: return (shape[0], shape[1])
    }
}
