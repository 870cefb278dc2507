// The networks that can be trained from nothing.

/// What is trained: an architecture with the numbers that suit it.
public enum NetworkKind: String, Codable, CaseIterable, Sendable {
    /// The earlier system's network, 69,143,589 parameters: for comparison.
    case keras
    /// A small modern one: depthwise-separable convolutions with batch normalisation.
    case compact

    /// Pictures are 256x144, as in the earlier system.
    public static let input = MapShape(144, 256, 3)

    /// As published by the earlier system; for the small one, what is usual.
    public var optimiser: OptimiserSettings { self == .keras ? .rmsprop(1e-4) : .adam(1e-3) }

    public var epochs: Int { 30 }

    /// The network with weights drawn from a seed; `nil`: zeros, to be read from a file.
    func make(_ input: MapShape = NetworkKind.input, classes: Int, seed: UInt64?, plain: Bool = false) -> Network {
        let network = switch self {
        case .keras: Network(kerasLayers(input, classes: classes, plain: plain))
        case .compact: Network(compactLayers(input, classes: classes))
        }
        guard let seed else { return network }
        for (number, parameter) in network.parameters.enumerated() where parameter.shape.count > 1 {
            var random = RandomStream(seed, UInt64(number), 0x5745_4947_4854)
            parameter.fill(limit: self == .keras ? glorotLimit(parameter) : heLimit(parameter), &random)
        }
        return network
    }

    /// Numbers that training changes.
    public func parameterCount(classes: Int) -> Int {
        make(classes: classes, seed: nil, plain: true).parameterCount
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
