// What the training of a network found, as it is printed.

import Model

/// What a training from scratch did.
public struct NetworkReport: Codable, Equatable, Sendable {
    public var model: String
    /// Numbers that were trained.
    public var parameters: Int
    /// Frames that were trained on; all others with a label were held out.
    public var trainedOn: Int
    /// With scenes and random frames held out, of one run.
    public var figures: ModelFigures
    /// Of fine-tuning: the frozen trunk with its ridge on the same frames, and the epochs after which the weights were kept
    /// (0: none made the watched scenes better, so they are the trunk's own).
    public var before: Validation?
    public var bestEpoch: Int?
    public var epochs: [NetworkEpoch]
    public var isCurrent: Bool
    /// Frames that have a prediction now, and those without, as they have no readable image.
    public var predicted: Int, without: Int
    /// Lines worth showing.
    public var problems: [String]
    public var seconds: Double

    enum CodingKeys: String, CodingKey {
        case model, parameters, figures, before, epochs, bestEpoch = "best_epoch", predicted, without, problems, seconds, isCurrent = "current", trainedOn = "trained_on"
    }
}
