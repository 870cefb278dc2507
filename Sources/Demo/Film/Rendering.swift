// Draws and writes the frames of one episode on several threads. Which thread draws a frame changes nothing of it.

import Foundation
import Frames
import Synchronization

/// The drawing of one episode while it goes on.
final class Rendering: Sendable {
    private let episode: Episode
    private let settings: DemoSettings
    private let folder: String
    private let isCancelled: @Sendable () -> Bool
    private let drawn: @Sendable () -> Void
    private let next = Atomic(0)
    private let failure = Mutex<DemoError?>(nil)
    private let colours: Mutex<[SIMD3<Float>]>

    /// - Parameter drawn: called after each frame, on its thread.
    init(_ episode: Episode, _ settings: DemoSettings, folder: String,
         isCancelled: @escaping @Sendable () -> Bool, drawn: @escaping @Sendable () -> Void) {
        self.episode = episode
        self.settings = settings
        self.folder = folder
        self.isCancelled = isCancelled
        self.drawn = drawn
        colours = Mutex([SIMD3<Float>](repeating: .zero, count: episode.count))
    }

    /// Returns when all frames are written: the mean colour of each.
    func run() throws(DemoError) -> [SIMD3<Float>] {
        let group = DispatchGroup()
        // Threads of our own, so that neither the UI nor Swift's small pool waits.
        for _ in 0..<min(settings.threads, episode.count) {
            group.enter()
            let thread = Thread { [self] in
                do throws(DemoError) { try work() } catch { failure.withLock { $0 = $0 ?? error } }
                group.leave()
            }
            thread.stackSize = 4 << 20
            thread.start()
        }
        group.wait()
        if let error = failure.withLock({ $0 }) { throw error }
        return colours.withLock { $0 }
    }

    private func work() throws(DemoError) {
        let painter = Painter(width: settings.width, height: settings.height)
        while failure.withLock({ $0 == nil }) {
            let n = next.add(1, ordering: .relaxed).oldValue
            guard n < episode.count else { return }
            if isCancelled() { throw .cancelled }
            painter.paint(episode, frame: n * episode.step)
            let colour = painter.canvas.meanColour
            colours.withLock { $0[n] = colour }
            let path = folder + "/" + episode.frameNumber(n).fileName
            let bytes: [UInt8]
            do { bytes = try JPEG.encode(painter.canvas.image, quality: settings.quality) } catch {
                throw .file(path: path, reason: "\(error)")
            }
            try FilmFolder.write(bytes, to: path)
            drawn()
        }
    }
}
