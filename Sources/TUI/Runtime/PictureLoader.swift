// Pictures beside the app: what the screen needs first, then the neighbours. A new wish list replaces
// the old one, so stale work is dropped before it begins.

import Foundation
import Frames
import Review
import Synchronization

/// Renders and keeps pictures of frames on a thread of its own.
final class PictureLoader: Sendable {
    /// Pictures that are kept; a main picture of 120x34 cells takes about 300 KB.
    static let capacity = 160
    /// With pixels a picture takes about 1 MB.
    static let pixelCapacity = 48

    private struct Shelf {
        var kept: [PictureKey: PictureAnswer] = [:]
        /// Oldest first.
        var order: [PictureKey] = []
        var wanted: [PictureKey] = []
        /// On the screen: their arrival is worth a paint.
        var shown: Set<PictureKey> = []
        var isClosed = false
    }

    private let mode: ColourMode
    private let glyphs: Preview.Glyphs
    private let source: FetchedFrames?
    private let shelf = Mutex(Shelf())
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
        shelf.withLock { $0.shown = Set(keys) }
        list(keys)
    }

    /// Replaces the list of wanted pictures, most urgent first.
    /// - Parameter ahead: frames whose images should be on this machine soon.
    func want(_ keys: [PictureKey], ahead: [FrameNumber] = []) {
        source?.want(keys, ahead: ahead)
        list(keys)
    }

    private func list(_ keys: [PictureKey]) {
        shelf.withLock { s in
            s.wanted = keys.filter { key in
                guard case .missing = s.kept[key] else { return s.kept[key] == nil }
                return source?.mayComeAfterAll(key) ?? false
            }
        }
        work.signal()
    }

    /// An image has arrived, or will not: what was said of it is out of date.
    private func forget(_ frame: FrameNumber) {
        shelf.withLock { s in
            let gone = s.order.filter { key in
                guard key.number == frame, case .missing = s.kept[key] else { return false }
                return true
            }
            for key in gone { s.kept[key] = nil }
            s.order.removeAll { gone.contains($0) }
            s.wanted = gone + s.wanted
        }
        work.signal()
        onArrival()
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
        source?.close()
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
                if shelf.withLock({ $0.shown.contains(key) }) { onArrival() }
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
            while s.order.count > (key.pixels == nil ? Self.capacity : Self.pixelCapacity) { s.kept[s.order.removeFirst()] = nil }
        }
    }

    /// The nearest picture of the same shot that is ready: where nothing has changed since, its cells stay.
    private func neighbour(of key: PictureKey) -> CellPicture? {
        shelf.withLock { s in
            var nearest: (frames: Int, picture: CellPicture)?
            for (other, answer) in s.kept where key.isAlike(other) {
                guard case .picture(let picture, _) = answer else { continue }
                let frames = abs(other.number.timecode.index - key.number.timecode.index)
                if frames < nearest?.frames ?? .max { nearest = (frames, picture) }
            }
            return nearest?.picture
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
            let before = neighbour(of: key), keepsBasis = key.shot != nil
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
