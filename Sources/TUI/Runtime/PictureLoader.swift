// Pictures beside the app: what the screen needs first, then the neighbours. A new wish list replaces
// the old one, so stale work is dropped before it begins.

import Foundation
import Frames
import Review
import Synchronization

/// Renders and keeps pictures of frames on a thread of its own.
final class PictureLoader: Sendable {
    private struct State {
        var shelf = PictureShelf()
        var wanted: [PictureKey] = []
        /// On the screen: their arrival is worth a paint.
        var shown: Set<PictureKey> = []
        var isClosed = false
    }

    private let mode: ColourMode
    private let glyphs: Preview.Glyphs
    private let source: FetchedFrames?
    private let state = Mutex(State())
    private let work = DispatchSemaphore(value: 0)
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
        let thread = Thread { [self] in
            runLoop()
            finished.signal()
        }
        thread.name = "pictures"
        thread.stackSize = 8 << 20
        thread.start()
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
                guard case .missing = s.shelf[key] else { return s.shelf[key] == nil }
                return source?.mayComeAfterAll(key) ?? false
            }
        }
        work.signal()
    }

    /// An image has arrived, or will not: what was said of it is out of date.
    private func forget(_ frame: FrameNumber) {
        state.withLock { $0.wanted = $0.shelf.forgetMissing(frame) + $0.wanted }
        work.signal()
        onArrival()
    }

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
        work.signal()
        finished.wait()
    }

    private func runLoop() {
        while true {
            work.wait()
            while let key = next() {
                let answer = render(key)
                state.withLock { $0.shelf.keep(answer, for: key) }
                arrived.signal()
                if state.withLock({ $0.shown.contains(key) }) { onArrival() }
            }
            if state.withLock({ $0.isClosed }) { return }
        }
    }

    private func next() -> PictureKey? {
        state.withLock { s in s.isClosed || s.wanted.isEmpty ? nil : s.wanted.removeFirst() }
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
