// Where a class was seen, worked out on the threads of the pictures: by the current model's trunk, and by the head as
// it is kept up.

import Frames
import Review
import Synchronization

/// Explains pictures for the loader.
final class Explanations: Sendable {
    private struct Newest {
        var model: String?
        var live: LivePredictions?
    }

    private let store: ReviewStore
    private let newest = Mutex(Newest())
    private let explainer = Mutex<FrameExplainer?>(nil)

    init(_ store: ReviewStore) { self.store = store }

    /// What the next picture is explained by: the current model, and what its live head says, if it has one.
    func follow(model: String?, live: LivePredictions?) {
        newest.withLock { $0 = Newest(model: model, live: live) }
    }

    /// - Returns: `nil` where there is no model that could.
    func explain(_ image: RGBImage, as rarity: RarityClass) throws -> Explanation? {
        let newest = newest.withLock { $0 }
        let explainer = try explainer.withLock { kept in
            if kept == nil || kept?.model != newest.model { kept = try FrameExplainer(store) }
            return kept
        }
        return explainer?.explain(image, as: rarity, live: newest.live)
    }
}
