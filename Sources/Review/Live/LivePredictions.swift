// What the live head says now, as a value: whoever reads it keeps it, and nothing waits for the next one.

import Frames
import Model

/// Predictions of all frames that have an embedding: one voice a shot. Looking a frame up costs one hash.
public struct LivePredictions: Sendable {
    /// Greater for every change.
    public let version: Int
    /// The current model, whose basis and temperature are used.
    public let model: String
    /// The head that said it.
    let head: LinearHead
    let rows: FrameRows
    private let shotOf: [Int32]
    /// One a shot.
    private let shots: [Prediction]

    init(_ rows: FrameRows, _ ridge: LiveRidge, _ head: LinearHead, model: String, version: Int) {
        self.version = version
        self.model = model
        self.rows = rows
        self.head = head
        shotOf = ridge.shotOf
        let found = ridge.probabilities(head)
        shots = (0..<found.rows).map { Prediction(probabilities: Array(found.row($0))) }
    }

    /// How many frames have a prediction.
    public var count: Int { shotOf.count }

    /// `nil` for a frame without an embedding.
    public subscript(frame: FrameID) -> Prediction? {
        rows.rowOf[frame].map { self[row: $0] }
    }

    public subscript(episode: EpisodeCode, position: Int) -> Prediction? {
        guard let part = rows.partOf[episode].map({ rows.parts[$0] }), part.rowAt.indices.contains(position),
              part.rowAt[position] >= 0 else { return nil }
        return self[row: Int(part.rowAt[position])]
    }

    /// Of every frame of an episode, by position; empty for an episode that is not known.
    public func predictions(_ episode: EpisodeCode) -> [Prediction?] {
        guard let part = rows.partOf[episode].map({ rows.parts[$0] }) else { return [] }
        return part.rowAt.map { $0 >= 0 ? self[row: Int($0)] : nil }
    }

    subscript(row row: Int) -> Prediction { shots[Int(shotOf[row])] }

    /// Every frame with its probabilities.
    var all: [(FrameID, [Float])] {
        rows.ids.enumerated().map { ($1, self[row: $0].probabilities) }
    }
}
