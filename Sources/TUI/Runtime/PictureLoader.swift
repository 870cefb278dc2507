// Pictures beside the app: what the screen needs first, then the neighbours. A new wish list replaces
// the old one, so stale work is dropped before it begins.

import Foundation
import Frames
import Review
import Synchronization

/// Renders and keeps pictures of frames on two threads of its own: one makes what is on the screen and nothing else, so that it never
/// waits for a picture that is made ready ahead; the other makes whatever comes next.
final class PictureLoader: Sendable {
    private struct State {
        var shelf = PictureShelf()
        var wanted: [PictureKey] = []
        /// What the threads are at.
        var inWork: Set<PictureKey> = []
        /// On the screen: their arrival is worth a paint.
        var shown: Set<PictureKey> = []
        var lastPaint = ContinuousClock.now
        var isClosed = false

        /// What comes first, or what comes first of the screen.
        mutating func next(shownOnly: Bool) -> PictureKey? {
            guard !isClosed, let place = shownOnly ? wanted.firstIndex(where: shown.contains) : wanted.indices.first else { return nil }
            let key = wanted.remove(at: place)
            inWork.insert(key)
            return key
        }

        /// Whether nothing is left to make for the screen.
        var isSettled: Bool { !wanted.contains(where: shown.contains) && inWork.isDisjoint(with: shown) }

        /// Whether it is worth a paint now: a large one, the last of the small ones, or some of them after a while.
        mutating func keep(_ answer: PictureAnswer, for key: PictureKey) -> Bool {
            shelf.keep(answer, for: key)
            inWork.remove(key)
            guard shown.contains(key) else { return false }
            guard isSettled || !key.isThumb || lastPaint.duration(to: .now) > .milliseconds(40) else { return false }
            lastPaint = .now
            return true
        }
    }

    private let mode: ColourMode
    private let glyphs: Preview.Glyphs
    private let source: FetchedFrames?
    private let state = Mutex(State())
    /// Of each thread.
    private let work = [DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)]
    private let arrived = DispatchSemaphore(value: 0)
    private let finished = DispatchSemaphore(value: 0)
    private let onArrival: @Sendable () -> Void
    private let explain: @Sendable (RGBImage, RarityClass) throws -> Explanation?

    /// - Parameter source: of images that are not on this machine.
    init(mode: ColourMode, glyphs: Preview.Glyphs = .blocks, source: FetchedFrames? = nil, explain: @escaping @Sendable (RGBImage, RarityClass) throws -> Explanation?,
         onArrival: @escaping @Sendable () -> Void) {
        self.mode = mode
        self.glyphs = glyphs
        self.source = source
        self.onArrival = onArrival
        self.explain = explain
        for (index, work) in work.enumerated() {
            let thread = Thread { [self] in
                if index > 0 { Thread.giveWay(5) }
                runLoop(shownOnly: index == 0, work)
                finished.signal()
            }
            thread.name = index == 0 ? "pictures" : "pictures ahead"
            thread.stackSize = 8 << 20
            thread.start()
        }
        source?.onArrival { [weak self] frame in self?.forget(frame) }
    }

    /// Says what the screen shows, most urgent first; nothing else is made until `want` is called.
    func show(_ keys: [PictureKey]) {
        state.withLock { $0.shown = Set(keys) }
        list(keys)
    }

    /// Replaces the list of wanted pictures, most urgent first.
    /// - Parameter ahead: frames whose images should be on this machine soon.
    func want(_ keys: [PictureKey], ahead: [FrameNumber] = []) {
        source?.want(keys, ahead: ahead)
        list(keys)
    }

    private func list(_ keys: [PictureKey]) {
        state.withLock { s in
            s.wanted = keys.filter { key in
                guard !s.inWork.contains(key) else { return false }
                guard case .missing = s.shelf[key] else { return s.shelf[key] == nil }
                return source?.mayComeAfterAll(key) ?? false
            }
        }
        work.forEach { $0.signal() }
    }

    /// An image has arrived, or will not: what was said of it is out of date.
    private func forget(_ frame: FrameNumber) {
        state.withLock { $0.wanted = $0.shelf.forgetMissing(frame) + $0.wanted }
        work.forEach { $0.signal() }
        onArrival()
    }

    /// Whether all pictures of the screen are made.
    var areShown: Bool { state.withLock { $0.isSettled } }

    func picture(_ key: PictureKey) -> PictureAnswer? { state.withLock { $0.shelf[key] } }

    /// The picture, waiting for it at most so long; most arrive within a few milliseconds, and a
    /// screen that is painted once is calmer than one painted twice.
    func picture(_ key: PictureKey, waitingMilliseconds: Int) -> PictureAnswer? {
        let deadline = DispatchTime.now() + .milliseconds(waitingMilliseconds)
        while true {
            if let answer = picture(key) { return answer }
            if arrived.wait(timeout: deadline) == .timedOut { return picture(key) }
        }
    }

    func close() {
        source?.close()
        state.withLock { $0.isClosed = true }
        work.forEach { $0.signal() }
        for _ in work { finished.wait() }
    }

    private func runLoop(shownOnly: Bool, _ work: DispatchSemaphore) {
        while true {
            work.wait()
            while let key = state.withLock({ $0.next(shownOnly: shownOnly) }) {
                let answer = render(key)
                let isDue = state.withLock { $0.keep(answer, for: key) }
                arrived.signal()
                if isDue { onArrival() }
            }
            if state.withLock({ $0.isClosed }) { return }
        }
    }

    private func render(_ key: PictureKey) -> PictureAnswer {
        var path = key.path
        switch source?.file(key) {
        case .here(let file): path = file
        case .missing(let reason): return .missing(reason)
        case nil: break
        }
        do {
            if key.isThumb {
                let image = try JPEG.decode(path: path, atLeast: (key.columns * 8, key.rows * 16))
                return .picture(Preview.render(image: image, columns: key.columns, rows: key.rows, mode: mode, glyphs: glyphs), nil)
            }
            var image = try JPEG.decode(path: path)
            let histogram = FrameHistogram(image)
            if let rarity = key.explained, let explanation = try explain(image, rarity) { image = ActivationOverlay(explanation).shade(image) }
            image = key.window.cropped(image)
            let before = state.withLock({ $0.shelf.neighbour(of: key) }), keepsBasis = key.shot != nil
            let overlaid = key.histogram
                ? histogram.overlay.renderUnlessCancelled(image: image, columns: key.columns, rows: key.rows, mode: mode, glyphs: glyphs,
                                                          previous: before, keepsBasis: keepsBasis) : nil
            var picture = overlaid ?? Preview.render(image: image, columns: key.columns, rows: key.rows, mode: mode, glyphs: glyphs,
                                                     previous: before, keepsBasis: keepsBasis)
            if let format = key.pixels {
                let seen = key.histogram ? histogram.overlay.shadedWithCurve(image, columns: key.columns, rows: key.rows) : image
                let text = key.histogram ? histogram.overlay.textRows(columns: key.columns, rows: key.rows) : []
                picture.pixels = PixelPicture(seen, format, columns: key.columns, rows: key.rows, textRows: text)
            }
            return .picture(picture, histogram)
        } catch {
            return .missing("\(error)")
        }
    }
}
