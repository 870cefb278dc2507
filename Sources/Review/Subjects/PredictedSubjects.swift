// Who and what the current model sees in the frames of an episode. Nothing is kept per frame: from the embeddings it
// takes milliseconds, and so it is always true of the frames that are there.

import Frames
import Model

/// The subjects that are seen in each frame.
public struct PredictedSubjects: Equatable, Sendable {
    /// A subject in a frame.
    public struct Sight: Equatable, Sendable {
        public let subject: String
        public let probability: Float
    }

    /// What counts as seen.
    public static let threshold: Float = 0.5

    public let model: String
    public let names: [String]
    /// Of each frame that has an embedding, the subjects with a probability of at least `threshold`, the surest first.
    public let sights: [FrameID: [Sight]]

    /// - Parameter threshold: least probability that is kept.
    /// - Returns: `nil` where the current model has not learned subjects.
    /// - Throws: `ReviewError`, `EmbeddingError`.
    /// - Cost: 5 ms for 900 frames and 60 subjects.
    public init?(_ store: ReviewStore, _ episode: EpisodeCode, threshold: Float = threshold) throws {
        guard let head = try KeptHead(current: store), let subjects = head.file.subjects else { return nil }
        let records = try store.frames(episode)
        let found = try EmbeddingFolder(database: store.path, trunk: head.trunk).embeddings(episode, of: records.map(\.number))
        let probabilities = subjects.probabilities(head.file.basis.features(found.matrix))
        var sights: [FrameID: [Sight]] = [:]
        for (row, position) in found.positions.enumerated() {
            let seen = subjects.names.indices.filter { probabilities[row, $0] >= threshold }
            sights[records[position].id] = seen.map { Sight(subject: subjects.names[$0], probability: probabilities[row, $0]) }
                .sorted { ($1.probability, $0.subject) < ($0.probability, $1.subject) }
        }
        (model, names, self.sights) = (head.model, subjects.names, sights)
    }
}
