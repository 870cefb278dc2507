// Where a class was seen, worked out on the thread of the pictures: by the current model's trunk, and by the head as
// it is kept up.

import Frames
import Review
import Synchronization

/// Explains pictures for the loader.
final class Explanations: Sendable {
    private let store: ReviewStore
    private let newest = Mutex<LivePredictions?>(nil)
    private let explainer = Mutex<FrameExplainer?>(nil)

    init(_ store: ReviewStore) { self.store = store }

    /// What the live head says now.
    var live: LivePredictions? {
        get { newest.withLock { $0 } }
        set { newest.withLock { $0 = newValue } }
    }

    /// - Returns: `nil` where there is no model that could.
    func explain(_ image: RGBImage, as rarity: RarityClass) throws -> Explanation? {
        let live = live
        let explainer = try explainer.withLock { kept in
            // The live head's model says when another one has become current.
            if kept == nil || (live != nil && kept?.model != live?.model) { kept = try FrameExplainer(store) }
            return kept
        }
        return explainer?.explain(image, as: rarity, live: live)
    }
}
