// Fetches what the app looks at, on a thread of its own: the frame at the cursor first, then its neighbours ahead.
// A new list of wishes replaces the old one; what is on its way is finished.

import Foundation
import Frames
import Ingest
import Synchronization

/// The app's fetcher. Nothing waits for it: it calls back when an image has arrived or will not.
public final class BackgroundFetch: Sendable {
    /// An image by frame and size.
    public struct Wish: Hashable, Sendable {
        public let frame: FrameNumber
        public let size: ImageSize

        public init(_ frame: FrameNumber, _ size: ImageSize) {
            self.frame = frame
            self.size = size
        }
    }

    private struct State {
        var wanted: [Wish] = []
        var running: Set<Wish> = []
        /// Why an image will not come; forgotten after a while, since networks come back.
        var failures: [Wish: (reason: String, at: ContinuousClock.Instant)] = [:]
        var places: [EpisodeCode: [FrameNumber: String]] = [:]
        /// Base URLs below which there are no stamps.
        var withoutStamps: Set<String> = []
        var isClosed = false
    }

    /// How long a failure is taken for final.
    private static let patience = Duration.seconds(20)
    /// Images on their way at once: few, so that a new wish is heard soon.
    private static let atOnce = 6
    /// Images after which the cache is trimmed.
    private static let trimAfter = 500

    private let store: ReviewStore
    private let cache: FrameCache
    private let state = Mutex(State())
    private let work = DispatchSemaphore(value: 0)
    private let finished = DispatchSemaphore(value: 0)
    private let onArrival: @Sendable (Wish) -> Void

    /// - Parameter onArrival: called on the fetcher's thread with each image that has arrived or failed.
    public init(_ store: ReviewStore, onArrival: @escaping @Sendable (Wish) -> Void) {
        self.store = store
        cache = FrameCache(store)
        self.onArrival = onArrival
        let thread = Thread { [self] in
            loop()
            finished.signal()
        }
        thread.name = "fetch"
        thread.start()
    }

    /// Replaces the wishes, most urgent first.
    public func want(_ wishes: [Wish]) {
        state.withLock { $0.wanted = wishes }
        work.signal()
    }

    /// Why an image is not there; `nil` while it may still come.
    public func failure(_ wish: Wish) -> String? {
        state.withLock { state in
            guard let failure = state.failures[wish] else { return nil }
            return failure.at.duration(to: .now) < Self.patience ? failure.reason : nil
        }
    }

    /// Whether a failure is old enough to try again, which it then is.
    public func forgets(_ wish: Wish) -> Bool {
        state.withLock { state in
            guard let failure = state.failures[wish], failure.at.duration(to: .now) >= Self.patience else { return false }
            state.failures[wish] = nil
            return true
        }
    }

    /// Breaks off what is on its way.
    public func close() {
        state.withLock { $0.isClosed = true }
        work.signal()
        finished.wait()
    }

    private var isClosed: Bool { state.withLock { $0.isClosed } }

    private func loop() {
        var fetcher: ImageFetcher?
        var fetched = 0
        while true {
            work.wait()
            if isClosed { return }
            do {
                var limits = HTTPLimits.standard
                limits.tries = 4                                // someone is looking at an empty place
                let ready = try fetcher ?? ImageFetcher(limits: limits, cancelled: { [self] in isClosed })
                fetcher = ready
                try ready.fetch(Wishes(source: self), level: ParallelLevel(from: Self.atOnce, most: Self.atOnce)) { request, result in
                    settle(request, result)
                    fetched += 1
                    if fetched % Self.trimAfter == 0 { cache.trim() }
                }
            } catch {
                // Settings that cannot be used fail every wish alike; a closed fetcher has nobody to tell.
                guard !isClosed else { return }
                state.withLock { $0.running = [] }
                let wishes = state.withLock { state in
                    defer { state.wanted = [] }
                    return state.wanted
                }
                for wish in wishes { fail(wish, "\(error)") }
            }
        }
    }

    /// What is fetched next; asked for while others are on their way, so that the newest wishes count.
    private struct Wishes: Sequence, IteratorProtocol {
        let source: BackgroundFetch

        mutating func next() -> ImageRequest<Wish>? { source.nextRequest() }
    }

    private func nextRequest() -> ImageRequest<Wish>? {
        while var wish = state.withLock({ $0.isClosed || $0.wanted.isEmpty ? nil : $0.wanted.removeFirst() }) {
            if isSettled(wish) { continue }
            do {
                guard let base = try base(wish.frame), let folder = ImageFolder(text: base) else {
                    fail(wish, "\(wish.frame) has no image: the sheet has no base URL for it.")
                    continue
                }
                if wish.size == .stamps, state.withLock({ $0.withoutStamps.contains(base) }) {
                    wish = Wish(wish.frame, .thumbnails)
                    if isSettled(wish) { continue }
                }
                try cache.makeFolder(wish.frame.episode, wish.size)
                state.withLock { _ = $0.running.insert(wish) }
                return ImageRequest(wish, address: folder.sized(wish.size).imageAddress(wish.frame))
            } catch { fail(wish, "\(error)") }
        }
        return nil
    }

    /// Whether it is there, on its way, or known not to come.
    private func isSettled(_ wish: Wish) -> Bool {
        cache.has(wish.frame, wish.size) || failure(wish) != nil || state.withLock { $0.running.contains(wish) }
    }

    private func base(_ frame: FrameNumber) throws -> String? {
        if let known = state.withLock({ $0.places[frame.episode] }) { return known[frame] }
        let places = try store.imagePlaces(frame.episode)
        var bases: [FrameNumber: String] = [:]
        for (number, folder) in zip(places.frames, places.folders) { bases[number] = folder?.base }
        state.withLock { $0.places[frame.episode] = bases }
        return bases[frame]
    }

    private func settle(_ request: ImageRequest<Wish>, _ result: Result<FetchedImage, ImageError>) {
        let wish = request.tag
        state.withLock { _ = $0.running.remove(wish) }
        switch result {
        case .success(let image):
            do {
                try cache.keep(image, of: wish.frame, wish.size)
                state.withLock { $0.failures[wish] = nil }
                onArrival(wish)
            } catch { fail(wish, "\(error)") }
        case .failure(let error):
            guard !isClosed else { return }
            if wish.size == .stamps, error.kind == .notFound {
                // Not every film has them; the larger picture does as well.
                state.withLock { state in
                    if let base = state.places[wish.frame.episode]?[wish.frame] { state.withoutStamps.insert(base) }
                    state.wanted.append(Wish(wish.frame, .thumbnails))
                }
                work.signal()                                   // this run may have asked for its last wish already
                onArrival(wish)
            } else {
                fail(wish, error.description)
            }
        }
    }

    private func fail(_ wish: Wish, _ reason: String) {
        state.withLock { $0.failures[wish] = (reason, .now) }
        onArrival(wish)
    }
}
