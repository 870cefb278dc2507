// What a training found, as it is printed, kept with the model and compared later.

import Foundation
import Frames
import Model

/// The figures of a model; JSON in `model.metrics`.
public struct ModelFigures: Codable, Equatable, Sendable {
    /// Names of the classes, in the order of `recall` and `confusion`.
    public var classes: [String]
    /// Frames with a human label by class.
    public var labels: [Int]
    /// Shots that these lie in.
    public var labelledShots: Int
    /// With scenes, shots and random frames held out.
    public var validation: Validation
    /// What was learned of who and what is in a frame; `nil` where there was nothing to learn.
    public var subjects: [SubjectFigures]?

    enum CodingKeys: String, CodingKey {
        case classes, labels, validation, subjects
        case labelledShots = "labelled_shots"
    }
}

/// What a training did.
public struct TrainReport: Codable, Equatable, Sendable {
    /// The name of the new model, which is current now.
    public var model: String
    public var figures: ModelFigures
    /// Frames that have a prediction now.
    public var predicted: Int
    /// Frames without one, as they have no readable image.
    public var without: Int
    /// Lines worth showing.
    public var problems: [String]
    /// Time of the training itself: basis, fit, validation, predictions, storing; no embedding.
    public var seconds: Double
}

extension ModelFigures {
    /// The figures kept with a model; `nil` where it was not trained by Rarity.
    public init?(_ model: ModelRecord) {
        guard let made = try? JSONDecoder().decode(ModelFigures.self, from: Data(model.metrics.utf8)) else { return nil }
        self = made
    }
}
