// What the live head holds in memory, made from the store and the embeddings.

import Frames
import Model

/// The numbers behind the live predictions.
struct LiveState: Sendable {
    let model: String
    /// Fixed between two trainings.
    let temperature: Float
    let rows: FrameRows
    var ridge: LiveRidge
    /// Of the labels as they were at `version`.
    private(set) var head: LinearHead
    var shots: [EpisodeCode: [Shot]]
    /// What of the log is in it for certain; later events may be.
    var seen: LogPosition
    private(set) var version: Int
    /// The probabilities of every row as they were last stored.
    var written: [Float]?

    /// - Returns: `nil` where the current model is no ridge, or there is none.
    /// - Throws: `ReviewError` for a head that this program cannot use; `StageCancelled`; `EmbeddingError`.
    init?(_ store: ReviewStore, version: Int = 1, context: StageContext) throws {
        guard let model = try store.currentModel(), let head = try KeptHead(store, model), head.isLive else { return nil }
        self.model = model.name
        temperature = head.file.head.temperature
        // Before the labels are read: what is decided meanwhile is news.
        seen = try store.logPosition()
        let frames = try FrameFeatures(store, trunk: head.trunk)
        let count = frames.episodes.count
        (rows, ridge) = try frames.projected(head.file.basis) { done in
            try context.checkCancelled()
            context.report(StageProgress(title: "predicting", done: done, total: count))
        }
        self.version = version
        self.head = ridge.head(temperature: temperature)
        shots = Dictionary(frames.episodes.map { ($0.code, $0.shots) }, uniquingKeysWith: { first, _ in first })
    }

    /// Fits what was taken, which makes a new version.
    mutating func refit() {
        head = ridge.head(temperature: temperature)
        version += 1
    }

    var predictions: LivePredictions { LivePredictions(rows, ridge, head, model: model, version: version) }

    /// - Returns: whether anything is learned from it that was not known.
    mutating func take(_ changed: [FrameID: FrameState]) -> Bool {
        ridge.set(changed.compactMap { frame, state in rows.rowOf[frame].map { ($0, LiveRidge.Label(state)) } })
    }

    mutating func take(shots changed: [EpisodeCode: [Shot]]) -> Bool {
        shots.merge(changed) { $1 }
        return ridge.regroup(starts: rows.starts { shots[$0] ?? [] })
    }
}
