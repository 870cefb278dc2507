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
    /// `180x320` or `144x256`; empty until a training fills it in from the project's trunk.
    public var input: String
    /// `float32` or `int8`; empty as well.
    public var precision: String

    /// The heads there are.
    public enum Head: String, CaseIterable, Codable, Sendable {
        /// In closed form, kept up with every decision.
        case ridge
        /// By L-BFGS from its last state; stays as it is until the next training.
        case logistic
    }

    public init(head: Head = .ridge, folds: Int = 5, seed: UInt64 = 0, trunk: TrunkName? = nil) {
        self.head = head
        self.folds = folds
        self.seed = seed
        input = trunk?.input.rawValue ?? ""
        precision = trunk?.precision.rawValue ?? ""
    }

    /// These, with the project's trunk where none was named.
    func filled(from store: ReviewStore) throws -> TrainSettings {
        guard input.isEmpty && precision.isEmpty else { return self }
        let trunk = try store.trunk()
        var filled = self
        (filled.input, filled.precision) = (trunk.input.rawValue, trunk.precision.rawValue)
        return filled
    }

    /// `nil` for the trunk of another version of Rarity.
    public var trunk: TrunkName? {
        guard let input = TrunkInput(rawValue: input), let precision = TrunkPrecision(rawValue: precision) else { return nil }
        return TrunkName(input: input, precision: precision)
    }
}
