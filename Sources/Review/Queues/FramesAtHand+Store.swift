// From the database to a queue: only what the queue asks for is read, and made where it is missing.

import Frames
import Model

extension QueueName {
    /// Whether it is made from predictions; the others can be shown before the first training.
    public var needsPredictions: Bool {
        switch self {
        case .newEpisode, .suspects, .suspectShots, .highPrice, .disagreements, .uncertain: true
        case .inOrder, .contested, .flagged, .sanity, .audit: false
        }
    }
}

extension FramesAtHand {
    /// The frames of an episode for one queue, in step with every event.
    ///
    /// Makes what is missing: shots, and for a queue of predictions embeddings and a model; draws the audit for its queue.
    /// - Parameters:
    ///   - reviewer: who will decide: shots that others are at are left out.
    ///   - prices: for the queue by price.
    ///   - live: a head that is kept up already, as the app has one; else one is made where there is a model.
    /// - Throws: as `PredictFrames`; a new episode needs no labels to begin with.
    public init(_ store: ReviewStore, _ episode: EpisodeCode, for queue: QueueName, reviewer: String,
                prices: ClassPrices = .standard, live: LiveHead? = nil, context: StageContext) throws {
        _ = try store.episode(episode)
        let live = try live ?? Self.prepare(store, episode, queue, context)
        self.init(episode: episode, frames: try store.frames(episode), shots: try store.shots(episode))
        self.prices = prices.values.map(Float.init)
        isExpert = store.experts.contains { reviewerKey($0) == reviewerKey(reviewer) }
        audit = try queue == .audit ? store.audit(episode) : store.drawnAudit(episode)
        let leased = Set(try store.leases(episode, besides: reviewer).map(\.firstFrame))
        leasedShots = Set(shots.indices.filter { leased.contains(frames[shots[$0].first].id) })
        if let live {
            take(try live.catchUp(context: context))
            takeDetails(live)
        }
        switch queue {
        case .suspects, .suspectShots: take(try SuspectScores.run(store, context: context))
        case .sanity: contentRanks = try store.contentRanks(episode, frames)
        default: break
        }
    }

    /// Takes over how suspect labels are; frames of other episodes are passed over.
    public mutating func take(_ suspects: [SuspectScore]) {
        var out = [Suspicion?](repeating: nil, count: frames.count)
        for suspect in suspects {
            guard let position = position(of: suspect.frame) else { continue }
            out[position] = Suspicion(score: Float(suspect.score), signal: suspect.signal.rawValue, predicted: suspect.predicted)
        }
        suspicions = out
    }

    private static func prepare(_ store: ReviewStore, _ episode: EpisodeCode, _ queue: QueueName, _ context: StageContext) throws -> LiveHead? {
        let hasModel = try store.currentModel() != nil
        guard queue.needsPredictions || hasModel else {
            _ = try FindShots.run(store, [episode], missingOnly: true, context: context)
            return nil
        }
        do {
            _ = try PredictFrames.run(store, context: context)
        } catch let error as ReviewError {
            // Before anything is labelled the order is that of the shots that stand for most.
            guard case .invalid = error, queue == .newEpisode, !hasModel else { throw error }
            _ = try FindShots.run(store, [episode], missingOnly: true, context: context)
            return nil
        }
        return try LiveHead(store, context: context)
    }
}
