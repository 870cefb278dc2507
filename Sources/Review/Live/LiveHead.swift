// The model that learns between two key presses. One thread applies what was decided; everyone else reads
// values. What it says is at every moment what a fit from nothing on the same labels would say.

import Frames
import Model
import Synchronization

/// The current ridge, kept up with every decision.
///
/// Holds the features of all frames (2 KB each). A decision, its undo, a whole shot or a moved boundary is an update
/// of the sums of the classes touched, a solve, and one product over the shots.
public final class LiveHead: Sendable {
    let store: ReviewStore
    private let state: Mutex<LiveState>
    private let latest: Mutex<LivePredictions>

    /// Reads labels, shots and embeddings; makes none (`MissingPieces`, `PredictFrames`).
    /// - Returns: `nil` where live learning rests: no model was trained yet, or the current one is no ridge.
    /// - Throws: `ReviewError`, `EmbeddingError`, `StageCancelled`.
    /// - Cost: about a second for 30,000 frames.
    public init?(_ store: ReviewStore, context: StageContext) throws {
        guard let state = try LiveState(store, context: context) else { return nil }
        self.store = store
        latest = Mutex(state.predictions)
        self.state = Mutex(state)
    }

    /// The newest predictions. Never waits for work.
    public var predictions: LivePredictions { latest.withLock { $0 } }

    /// Learns from what a decision, an undo or a redo changed, as the store returned it. Frames whose label is
    /// what it was cost nothing.
    /// - Returns: the newest predictions, of the same version where nothing was to be learned.
    /// - Cost: 3 ms for 30,000 frames, 12 ms for 350,000.
    @discardableResult
    public func apply(_ changed: [FrameID: FrameState]) -> LivePredictions {
        state.withLock { state in
            let isNew = state.take(changed)
            return publish(&state, isNew)
        }
    }

    /// Takes whatever the log has that is not in it yet: decisions of other programs, shots moved by hand; after an
    /// import or a training everything is read anew.
    /// - Throws: `ReviewError`; `.invalid` where the current model is no ridge any more.
    /// - Cost: that of `apply` and a read of the new events; reading anew costs what `init` does.
    @discardableResult
    public func catchUp(context: StageContext = StageContext()) throws -> LivePredictions {
        try state.withLock { state in
            let news = try store.news(since: state.seen.event)
            guard news.model == state.model, news.position.revision == state.seen.revision else {
                guard let anew = try LiveState(store, version: state.version + 1, context: context) else {
                    throw ReviewError.invalid("Live learning rests: the current model \(news.model?.printable() ?? "is none, it") was not made by rarity train with the ridge head.")
                }
                state = anew
                return publish(state)
            }
            var isNew = state.take(news.changed)
            if !news.shots.isEmpty {
                var shots: [EpisodeCode: [Shot]] = [:]
                for episode in news.shots { shots[episode] = try store.shots(episode) }
                if state.take(shots: shots) { isNew = true }
            }
            state.seen = news.position
            return publish(&state, isNew)
        }
    }

    private func publish(_ state: inout LiveState, _ isNew: Bool) -> LivePredictions {
        guard isNew else { return predictions }
        state.refit()
        return publish(state)
    }

    private func publish(_ state: LiveState) -> LivePredictions {
        let new = state.predictions
        latest.withLock { $0 = new }
        return new
    }

    /// Reads the numbers as they are.
    func snapshot() -> LiveState { state.withLock { $0 } }

    /// Remembers what was stored of a version.
    func concluded(_ written: [Float]) { state.withLock { $0.written = written } }
}
