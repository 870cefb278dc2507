// What a training is asked for; kept with the model, so that it can be made again.

import Model

/// The settings of a training.
public struct TrainSettings: Codable, Equatable, Sendable {
    /// What is fitted on the features.
    public var head: Head
    /// Folds of the validation by scene and by frame; of the logistic head by shot too.
    public var folds: Int
    /// How groups come into folds.
    public var seed: UInt64
    /// `180x320` or `144x256`
    public var input: String
    /// `float32`
    public var precision: String

    /// The heads there are.
    public enum Head: String, CaseIterable, Codable, Sendable {
        /// In closed form, kept up with every decision.
        case ridge
        /// By L-BFGS from its last state; stays as it is until the next training.
        case logistic
    }

    public init(head: Head = .ridge, folds: Int = 5, seed: UInt64 = 0, trunk: TrunkName = TrunkName()) {
        self.head = head
        self.folds = folds
        self.seed = seed
        input = trunk.input.rawValue
        precision = trunk.precision.rawValue
    }

    /// `nil` for the trunk of another version of Rarity.
    public var trunk: TrunkName? {
        guard let input = TrunkInput(rawValue: input), let precision = TrunkPrecision(rawValue: precision) else { return nil }
        return TrunkName(input: input, precision: precision)
    }
}
