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
    private let makeWay: @Sendable () -> Void
    /// How many threads the stage may keep busy.
    public let threads: Int
    /// Whether images that are missing may be fetched from S3 or the web.
    public let mayFetch: Bool

    /// - Parameter makeWay: called before each piece of work, on its thread; may wait for what comes first.
    public init(threads: Int = 2, mayFetch: Bool = false, onProgress: @escaping @Sendable (StageProgress) -> Void = { _ in },
                makeWay: @escaping @Sendable () -> Void = {}) {
        self.threads = threads
        self.mayFetch = mayFetch
        self.makeWay = makeWay
        self.onProgress = onProgress
    }

    public func report(_ progress: StageProgress) { onProgress(progress) }

    public func cancel() { cancelled.store(true, ordering: .relaxed) }

    /// Whether `cancel()` was called. A stage asks between two pieces of work, so this is where it makes way for others.
    public var isCancelled: Bool {
        makeWay()
        return cancelled.load(ordering: .relaxed)
    }

    /// - Throws: `StageCancelled` once `cancel()` was called; asked as `isCancelled` is.
    public func checkCancelled() throws {
        if isCancelled { throw StageCancelled() }
    }
}

/// A stage was told to stop. What was done up to then is kept where the stage says so.
public struct StageCancelled: Error, CustomStringConvertible {
    public init() {}
    public var description: String { "Stopped. What was finished is kept; run it again to go on." }
}
