// The jobs beside the app: one at a time, on a thread of their own, with progress and a way to stop.

import Review
import Synchronization

/// What the app can be asked to do at length; the command line hands it over, since it knows all stages.
public struct Jobs: Sendable {
    /// Shots, embeddings, training: returns what to say.
    public var train: @Sendable (ReviewStore, StageContext) throws -> String
    /// A model of another kind, likewise.
    public var trainOther: @Sendable (ReviewStore, OtherTraining, StageContext) throws -> String
    /// Writes the manifest of an episode: returns what to say.
    public var export: @Sendable (ReviewStore, EpisodeSummary) throws -> String
    /// What a frame of each class starts to sell at, by the project's settings.
    public var prices: ClassPrices

    public init(
        prices: ClassPrices = .standard,
        train: @escaping @Sendable (ReviewStore, StageContext) throws -> String,
        trainOther: @escaping @Sendable (ReviewStore, OtherTraining, StageContext) throws -> String,
        export: @escaping @Sendable (ReviewStore, EpisodeSummary) throws -> String
    ) {
        self.prices = prices
        self.train = train
        self.trainOther = trainOther
        self.export = export
    }
}

/// Runs the long jobs.
final class Desk: Sendable {
    private let worker = Worker(name: "jobs", isBackground: true)
    private let running = Mutex<StageContext?>(nil)
    /// Closed while a key is being answered: then jobs wait.
    let gate = AnswerGate()

    func start(threads: Int, mailbox: Mailbox, _ job: @escaping @Sendable (StageContext) throws -> JobResult) {
        worker.run { [self] in
            let throttle = Throttle()
            let context = StageContext(threads: threads, mayFetch: true, onProgress: { progress in
                if throttle.allows(progress) { mailbox.post(.jobProgress(progress)) }
            }, makeWay: { [gate] in gate.pass() })
            running.withLock { $0 = context }
            defer { running.withLock { $0 = nil } }
            do { mailbox.post(.jobDone(try job(context))) }
            catch { mailbox.post(.jobFailed("\(error)")) }
        }
    }

    func cancel() { running.withLock { $0 }?.cancel() }

    func close() {
        cancel()
        worker.close()
    }
}

/// Lets progress through ten times a second, and whenever the title changes.
private final class Throttle: Sendable {
    private let last = Mutex<(title: String, at: ContinuousClock.Instant)>(("", .now - .seconds(1)))

    func allows(_ progress: StageProgress) -> Bool {
        last.withLock { last in
            guard progress.title != last.title || last.at.duration(to: .now) > .milliseconds(100) else { return false }
            last = (progress.title, .now)
            return true
        }
    }
}
