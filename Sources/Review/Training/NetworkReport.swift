// What a training from scratch found, as it is printed.

/// What a training from scratch did.
public struct NetworkReport: Codable, Equatable, Sendable {
    public var model: String
    /// Numbers that were trained.
    public var parameters: Int
    /// Frames that were trained on; all others with a label were held out.
    public var trainedOn: Int
    /// With scenes and random frames held out, of one run.
    public var figures: ModelFigures
    public var epochs: [NetworkEpoch]
    public var isCurrent: Bool
    /// Frames that have a prediction now, and those without, as they have no readable image.
    public var predicted: Int, without: Int
    /// Lines worth showing.
    public var problems: [String]
    public var seconds: Double

    enum CodingKeys: String, CodingKey {
        case model, parameters, figures, epochs, predicted, without, problems, seconds, isCurrent = "current", trainedOn = "trained_on"
    }
}
