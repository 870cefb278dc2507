// Which rule turns gradients into new weights, with its numbers.

/// The settings of an optimiser; kept with the model.
public struct OptimiserSettings: Codable, Equatable, Sendable {
    public enum Rule: String, Codable, CaseIterable, Sendable {
        /// v = ρ v + (1 - ρ) g²; w -= rate · g / (√v + ε).
        /// Source: Keras (`OptimizerV2`'s RMSprop, without momentum); Hinton's lecture 6e, 2012.
        case rmsprop
        /// m = β₁ m + (1 - β₁) g; v = β₂ v + (1 - β₂) g²; w -= rate · √(1 - β₂ᵗ) / (1 - β₁ᵗ) · m / (√v + ε).
        /// Source: Kingma and Ba, ICLR 2015, in the "epsilon hat" form of Keras.
        case adam
        /// m = β m - rate · g; w += m. Source: Keras' SGD, without Nesterov.
        case sgd
    }

    public var rule: Rule
    public var learningRate: Float
    /// ρ of RMSprop, β₁ of Adam, the momentum of SGD.
    public var decay: Float
    /// β₂ of Adam.
    public var secondDecay: Float
    public var epsilon: Float

    /// Keras' defaults beside the learning rate.
    public static func rmsprop(_ learningRate: Float) -> OptimiserSettings {
        OptimiserSettings(rule: .rmsprop, learningRate: learningRate, decay: 0.9, secondDecay: 0, epsilon: 1e-7)
    }

    public static func adam(_ learningRate: Float) -> OptimiserSettings {
        OptimiserSettings(rule: .adam, learningRate: learningRate, decay: 0.9, secondDecay: 0.999, epsilon: 1e-7)
    }

    public static func sgd(_ learningRate: Float, momentum: Float = 0.9) -> OptimiserSettings {
        OptimiserSettings(rule: .sgd, learningRate: learningRate, decay: momentum, secondDecay: 0, epsilon: 0)
    }

    /// Numbers that are kept for every weight: moving means, or the velocity.
    var slots: Int { rule == .adam ? 2 : 1 }
}
