// Images that are not on this machine: which file holds one, what is wished for, and why there is none.
// The loader asks here before it decodes; nothing here waits for the network.

import Foundation
import Frames
import Review
import Synchronization

/// Between the picture loader, which knows cells, and the fetcher, which knows addresses.
final class FetchedFrames: Sendable {
    enum Place {
        case here(String)
        case missing(String)
    }

    private let cache: FrameCache
    private let fetch: BackgroundFetch
    private let arrival = Arrival()

    init(_ store: ReviewStore) {
        cache = FrameCache(store)
        fetch = BackgroundFetch(store) { [arrival] in arrival.tell($0.frame) }
    }

    func onArrival(_ action: @escaping @Sendable (FrameNumber) -> Void) { arrival.set(action) }

    /// The images that these pictures need, most urgent first, and then those ahead.
    func want(_ keys: [PictureKey], ahead: [FrameNumber]) {
        let fetched = keys.filter(isFetched)
        guard let first = fetched.first else { return }
        fetch.want(fetched.map { .init($0.number, $0.isThumb ? .stamps : .thumbnails) }
            + ahead.filter { $0.episode == first.number.episode }.map { .init($0, .thumbnails) })
    }

    /// Where the image of a picture is; `nil` for one of a folder of the project's own.
    func file(_ key: PictureKey) -> Place? {
        guard isFetched(key) else { return nil }
        // A strip is as well served by the larger image, where that is here already.
        for size in key.isThumb ? [ImageSize.thumbnails, .stamps] : [.thumbnails] where cache.has(key.number, size) {
            return .here(cache.file(key.number, size))
        }
        let failure = fetch.failure(.init(key.number, .thumbnails)) ?? (key.isThumb ? fetch.failure(.init(key.number, .stamps)) : nil)
        return .missing(failure ?? "Fetching \(key.number) …")
    }

    /// Whether a picture that could not be fetched should be tried again; true once for each failure.
    func mayComeAfterAll(_ key: PictureKey) -> Bool {
        isFetched(key) && (fetch.forgets(.init(key.number, .thumbnails)) || key.isThumb && fetch.forgets(.init(key.number, .stamps)))
    }

    func close() { fetch.close() }

    private func isFetched(_ key: PictureKey) -> Bool { key.path.hasPrefix(cache.path + "/") }
}

/// Whom to tell; known only after the fetcher has begun.
private final class Arrival: Sendable {
    private let action = Mutex<(@Sendable (FrameNumber) -> Void)?>(nil)

    func set(_ new: @escaping @Sendable (FrameNumber) -> Void) { action.withLock { $0 = new } }

    func tell(_ frame: FrameNumber) { action.withLock { $0 }?(frame) }
}
