// The pictures of a training, small enough to be kept in memory up to a limit; what is beyond is decoded each
// time, which costs a tenth of what a training step does.

import Frames
import Model
import Synchronization

/// Pictures by number, from several threads.
final class NetworkPictures: Sendable {
    /// Bytes of pictures that are kept.
    private static let budget = 512 << 20

    private let paths: [String]
    private let width: Int, height: Int
    private let kept = Mutex<[Int: [UInt8]]>([:])
    private let failed = Mutex<FrameError?>(nil)
    private let prepare: @Sendable ([UInt8]) -> [UInt8]

    /// - Parameter prepare: from a picture's bytes to those that are kept.
    init(paths: [String], input: MapShape, prepare: @escaping @Sendable ([UInt8]) -> [UInt8] = { $0 }) {
        self.paths = paths
        self.prepare = prepare
        width = input.width
        height = input.height
    }

    /// The first picture that could not be read; those pictures are black.
    var failure: FrameError? { failed.withLock { $0 } }

    /// height * width * 3 bytes, or what was made of them.
    func bytes(_ index: Int) -> [UInt8] {
        if let bytes = kept.withLock({ $0[index] }) { return bytes }
        do throws(FrameError) {
            let bytes = prepare(try Self.read(paths[index], width: width, height: height))
            kept.withLock { if ($0.count + 1) * bytes.count <= Self.budget { $0[index] = bytes } }
            return bytes
        } catch {
            failed.withLock { $0 = $0 ?? error }
            return prepare([UInt8](repeating: 0, count: width * height * 3))
        }
    }

    static func read(_ path: String, width: Int, height: Int) throws(FrameError) -> [UInt8] {
        try JPEG.decode(path: path, atLeast: (width, height)).resized(width: width, height: height).pixels
    }

    /// Reads all once.
    /// - Parameter title: of the progress.
    /// - Returns: why a picture cannot be used, by number.
    func check(_ context: StageContext, title: String = "pictures") throws -> [Int: String] {
        let problems = Mutex<[Int: String]>([:]), done = Atomic(0), next = Atomic(0), count = paths.count
        let workers = Workers(min(context.threads, max(1, count)), name: "pictures") { [self] _ in
            while !context.isCancelled {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                do throws(FrameError) {
                    let bytes = prepare(try Self.read(paths[index], width: width, height: height))
                    kept.withLock { if ($0.count + 1) * bytes.count <= Self.budget { $0[index] = bytes } }
                } catch { problems.withLock { $0[index] = error.description } }
                done.wrappingAdd(1, ordering: .relaxed)
            }
        }
        while !workers.wait(milliseconds: 50) {
            context.report(StageProgress(title: title, done: done.load(ordering: .relaxed), total: count))
        }
        try context.checkCancelled()
        return problems.withLock { $0 }
    }
}
