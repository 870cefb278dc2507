// Works through exchanges, many at a time, each until it is done or all its tries are used up.
// On the caller's thread: it returns when all is done.

/// What a caller cannot see of a run: how hard it tried.
public struct RunFigures: Equatable, Sendable {
    public var requests = 0
    public var retries = 0
    /// The most requests that were under way at once.
    public var mostAtOnce = 0
    /// How often there was nothing to do but to wait for the next try.
    public var pauses = 0
}

struct ExchangeRun<Item, Value: Sendable> {
    private typealias Outcome = (Item, Result<Value, any Error>)

    /// Handed from one stage to the next, so it is an object: copying its many parts costs more than an allocation.
    private final class Attempt {
        let item: Item
        let exchange: Exchange<Value>
        var tries = 0
        var stalls = 0
        var redirects = 0
        /// Where a redirect leads.
        var redirected: HTTPRequest?
        /// The request under way.
        var sent = HTTPRequest("")
        /// When the next try may begin, in seconds since the start.
        var due = 0.0

        init(item: Item, exchange: Exchange<Value>) {
            self.item = item
            self.exchange = exchange
        }
    }

    private let engine: TransferEngine
    private let limits: HTTPLimits
    private let cancelled: () -> Bool
    private let cancellation: any Error
    private(set) var level: ParallelLevel
    private(set) var figures = RunFigures()
    private var running: [Int: Attempt] = [:]
    private var waiting: [Attempt] = []
    private var ended: [Outcome] = []
    private var isEmpty = false
    private var lastTag = 0
    private let start = ContinuousClock.now

    /// - Parameter cancellation: the error that a run ends with once `cancelled` says so.
    init(engine: TransferEngine, limits: HTTPLimits, level: ParallelLevel, cancelled: @escaping () -> Bool, cancellation: any Error) {
        self.engine = engine
        self.limits = limits
        self.level = level
        self.cancelled = cancelled
        self.cancellation = cancellation
    }

    /// - Parameters:
    ///   - next: the next item; asked for as there is room, and again after a `nil` while others are under way, since what
    ///     the app wishes may grow. The run ends when there is none and nothing is under way.
    ///   - finished: called in the order they end. An error that it throws ends the run: nothing new is begun, and
    ///     what is under way is waited for, since a server may have done it already.
    mutating func run(next: () throws -> (Item, Exchange<Value>)?, finished: (Item, Result<Value, any Error>) throws -> Void) throws {
        var failure: (any Error)?
        func attempt(_ work: () throws -> Void) {
            do { try work() } catch { failure = failure ?? error }
        }
        while failure == nil ? !(isEmpty && running.isEmpty && waiting.isEmpty && ended.isEmpty) : !running.isEmpty {
            if failure == nil, cancelled() {
                engine.abandon()
                throw cancellation
            }
            if failure == nil { attempt { try fill(next) } }
            if !running.isEmpty || (ended.isEmpty && !waiting.isEmpty) {
                if running.isEmpty { figures.pauses += 1 }
                for transfer in engine.step(milliseconds: ended.isEmpty ? pause() : 0) { settle(transfer) }
            }
            if failure == nil { attempt { for (item, result) in ended { try finished(item, result) } } }
            ended = []
        }
        if let failure { throw failure }
    }

    private var now: Double { (ContinuousClock.now - start) / .seconds(1) }

    /// Until the next try is due, but a tenth of a second at most, so that a wish to stop is heard.
    private func pause() -> Int {
        guard running.count < level.limit, let due = waiting.map(\.due).min() else { return 100 }
        return max(1, min(100, Int((due - now) * 1_000) + 1))
    }

    /// Begins what there is room for, first what is due again.
    private mutating func fill(_ next: () throws -> (Item, Exchange<Value>)?) throws {
        isEmpty = false
        while running.count < level.limit {
            if let index = waiting.firstIndex(where: { $0.due <= now }) {
                begin(waiting.remove(at: index))
                continue
            }
            // While a server is busy, items stay where they are.
            guard waiting.count < 2 * level.limit else { return }
            guard let (item, exchange) = try next() else {
                isEmpty = true
                return
            }
            begin(Attempt(item: item, exchange: exchange))
        }
    }

    private mutating func begin(_ attempt: Attempt) {
        do {
            if let redirected = attempt.redirected {
                attempt.sent = redirected
                attempt.redirected = nil
            } else {
                attempt.tries += 1
                attempt.redirects = 0
                if attempt.tries > 1 { figures.retries += 1 }
                attempt.sent = try attempt.exchange.request()
            }
            lastTag += 1
            try engine.start(attempt.sent, tag: lastTag)
            running[lastTag] = attempt
            figures.requests += 1
            figures.mostAtOnce = max(figures.mostAtOnce, running.count)
        } catch let error as HTTPError {
            judge(attempt, .failure(error))
        } catch {
            ended.append((attempt.item, .failure(error)))
        }
    }

    private mutating func settle(_ transfer: TransferEngine.Ended) {
        guard let attempt = running.removeValue(forKey: transfer.tag) else { return }
        guard case .success(let response) = transfer.result else { return judge(attempt, transfer.result) }
        do throws(HTTPError) {
            guard let redirected = try Redirect.next(after: response, to: attempt.sent, followed: attempt.redirects) else {
                return judge(attempt, transfer.result)
            }
            attempt.redirected = redirected
            attempt.redirects += 1
            waiting.insert(attempt, at: 0)
        } catch { judge(attempt, .failure(error)) }
    }

    private mutating func judge(_ attempt: Attempt, _ result: Result<HTTPResponse, HTTPError>) {
        if case .failure(let error) = result, error.kind == .timedOut { attempt.stalls += 1 }
        let outcome: Result<Value, any Error>
        switch attempt.exchange.judge(result) {
        case .done(let value): outcome = .success(value)
        case .failed(let error): outcome = .failure(error)
        case .again(let reason, let after, let slowDown):
            if slowDown { level.slowDown(at: now) }
            if attempt.tries < limits.tries, attempt.stalls < limits.triesAfterStall, after ?? 0 <= limits.longestRetryAfter {
                attempt.due = now + max(after ?? 0, limits.delay(before: attempt.tries + 1))
                waiting.append(attempt)
                return
            }
            outcome = .failure(reason)
        }
        level.finished(at: now)
        ended.append((attempt.item, outcome))
    }
}
