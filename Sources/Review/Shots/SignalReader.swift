// Reads the frames of an episode small, on as many threads as the stage may use, and keeps their signals.

import Frames
import Model
import Synchronization

/// The signals of an episode's frames.
struct EpisodeSignals: Sendable {
    /// A frame's position in the episode and its signal, for those frames whose image can be read.
    var positions: [Int] = []
    var signals: [FrameSignal] = []
    /// A line for each of the others.
    var problems: [String] = []
}

/// Decodes in runs of frames; each run also decodes the frame before it, which its first is compared with.
final class SignalReader: Sendable {
    private static let run = 32

    private let paths: [String]
    private let next = Atomic<Int>(0)
    private let finished = Atomic<Int>(0)
    private let parts: Mutex<[Int: EpisodeSignals]> = Mutex([:])

    /// - Parameter paths: the image of each frame, in the order of the episode.
    init(paths: [String]) { self.paths = paths }

    /// - Parameter report: called now and then with the number of frames read.
    /// - Throws: `StageCancelled`.
    /// - Cost: decoding at 1/8 or 1/4: 0.4 ms of one core for a frame of 640x360.
    func read(_ context: StageContext, report: (Int) -> Void) throws -> EpisodeSignals {
        let workers = Workers(min(context.threads, paths.count / Self.run + 1), name: "shots") { _ in
            while !context.isCancelled {
                let start = self.next.wrappingAdd(Self.run, ordering: .relaxed).oldValue
                guard start < self.paths.count else { return }
                let part = self.part(start..<min(start + Self.run, self.paths.count))
                self.parts.withLock { $0[start] = part }
                self.finished.wrappingAdd(part.positions.count + part.problems.count, ordering: .relaxed)
            }
        }
        while !workers.wait(milliseconds: 50) { report(finished.load(ordering: .relaxed)) }
        try context.checkCancelled()
        report(paths.count)
        var all = EpisodeSignals()
        for (_, part) in parts.withLock({ $0.sorted { $0.key < $1.key } }) {
            all.positions += part.positions
            all.signals += part.signals
            all.problems += part.problems
        }
        return all
    }

    private func part(_ range: Range<Int>) -> EpisodeSignals {
        var part = EpisodeSignals()
        var previous = before(range.lowerBound)
        for position in range {
            do {
                let picture = try picture(position)
                part.signals.append(FrameSignal(picture, after: previous))
                part.positions.append(position)
                previous = picture
            } catch {
                part.problems.append("\(error)")
            }
        }
        return part
    }

    /// The nearest readable frame before a run.
    private func before(_ start: Int) -> SmallPicture? {
        for position in stride(from: start - 1, through: 0, by: -1) {
            if let picture = try? picture(position) { return picture }
        }
        return nil
    }

    private func picture(_ position: Int) throws(FrameError) -> SmallPicture {
        SmallPicture(try JPEG.decode(path: paths[position], atLeast: (SmallPicture.width, SmallPicture.height)))
    }
}
