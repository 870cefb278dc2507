// What every long job shares: it says how far it is, and it can be told to stop.

import Synchronization

/// How far a long job is.
public struct StageProgress: Equatable, Sendable {
    /// What is being done, in one word or two: `embedding`.
    public var title: String
    public var done: Int
    /// 0 where it is not known.
    public var total: Int
    /// A figure worth seeing, such as a loss; may be empty.
    public var detail: String

    public init(title: String, done: Int, total: Int, detail: String = "") {
        self.title = title
        self.done = done
        self.total = total
        self.detail = detail
    }
}

/// Handed to a stage by its caller: where progress goes, and whether to stop.
public final class StageContext: Sendable {
    private let cancelled = Atomic<Bool>(false)
    private let onProgress: @Sendable (StageProgress) -> Void
    /// How many threads the stage may keep busy.
    public let threads: Int
    /// Whether images that are missing may be fetched from S3 or the web.
    public let mayFetch: Bool

    public init(threads: Int = 2, mayFetch: Bool = false, onProgress: @escaping @Sendable (StageProgress) -> Void = { _ in }) {
        self.threads = threads
        self.mayFetch = mayFetch
        self.onProgress = onProgress
    }

    public func report(_ progress: StageProgress) { onProgress(progress) }

    public func cancel() { cancelled.store(true, ordering: .relaxed) }

    public var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

    /// - Throws: `StageCancelled` once `cancel()` was called; a stage asks between two pieces of work.
    public func checkCancelled() throws {
        if isCancelled { throw StageCancelled() }
    }
}

/// A stage was told to stop. What was done up to then is kept where the stage says so.
public struct StageCancelled: Error, CustomStringConvertible {
    public init() {}
    public var description: String { "Stopped. What was finished is kept; run it again to go on." }
}
