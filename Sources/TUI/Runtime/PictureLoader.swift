// Pictures beside the app: what the screen needs first, then the neighbours. A new wish list replaces
// the old one, so stale work is dropped before it begins.

import Foundation
import Frames
import Review
import Synchronization

/// Renders and keeps pictures of frames on a thread of its own.
final class PictureLoader: Sendable {
    /// Pictures that are kept; a main picture of 120x34 cells takes about 300 KB.
    static let capacity = 240

    private struct Shelf {
        var kept: [PictureKey: PictureAnswer] = [:]
        /// Oldest first.
        var order: [PictureKey] = []
        var wanted: [PictureKey] = []
        var isClosed = false
    }

    private let mode: ColourMode
    private let shelf = Mutex(Shelf())
    private let work = DispatchSemaphore(value: 0)
    private let arrived = DispatchSemaphore(value: 0)
    private let finished = DispatchSemaphore(value: 0)
    private let onArrival: @Sendable () -> Void
    private let explain: @Sendable (RGBImage, RarityClass) throws -> Explanation?

    init(mode: ColourMode, explain: @escaping @Sendable (RGBImage, RarityClass) throws -> Explanation?, onArrival: @escaping @Sendable () -> Void) {
        self.mode = mode
        self.onArrival = onArrival
        self.explain = explain
        let thread = Thread { [self] in
            runLoop()
            finished.signal()
        }
        thread.name = "pictures"
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// Replaces the list of wanted pictures, most urgent first.
    func want(_ keys: [PictureKey]) {
        shelf.withLock { s in s.wanted = keys.filter { s.kept[$0] == nil } }
        work.signal()
    }

    func picture(_ key: PictureKey) -> PictureAnswer? { shelf.withLock { $0.kept[key] } }

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
        shelf.withLock { $0.isClosed = true }
        work.signal()
        finished.wait()
    }

    private func runLoop() {
        while true {
            work.wait()
            while let key = next() {
                let answer = render(key)
                keep(key, answer)
                arrived.signal()
                onArrival()
            }
            if shelf.withLock({ $0.isClosed }) { return }
        }
    }

    private func next() -> PictureKey? {
        shelf.withLock { s in s.isClosed || s.wanted.isEmpty ? nil : s.wanted.removeFirst() }
    }

    private func keep(_ key: PictureKey, _ answer: PictureAnswer) {
        shelf.withLock { s in
            if s.kept.updateValue(answer, forKey: key) == nil { s.order.append(key) }
            while s.order.count > Self.capacity { s.kept[s.order.removeFirst()] = nil }
        }
    }

    private func render(_ key: PictureKey) -> PictureAnswer {
        do {
            if key.isThumb {
                let image = try JPEG.decode(path: key.path, atLeast: (key.columns * 8, key.rows * 16))
                return .picture(Preview.render(image: image, columns: key.columns, rows: key.rows, mode: mode), nil)
            }
            var image = try JPEG.decode(path: key.path)
            let histogram = FrameHistogram(image)
            if let rarity = key.explained, let explanation = try explain(image, rarity) { image = ActivationOverlay(explanation).shade(image) }
            let overlaid = key.histogram
                ? histogram.overlay.renderUnlessCancelled(image: image, columns: key.columns, rows: key.rows, mode: mode) : nil
            let picture = overlaid ?? Preview.render(image: image, columns: key.columns, rows: key.rows, mode: mode)
            return .picture(picture, histogram)
        } catch {
            return .missing("\(error)")
        }
    }
}
