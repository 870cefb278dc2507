// The one way out of this program into the network: requests with retries, time-outs and kept connections.

import Synchronization

/// Sends requests. May be used from several threads at once; each call waits for its answer on the caller's thread.
public final class HTTPClient: Sendable {
    /// An engine is handed from thread to thread, never shared.
    private struct Handed: @unchecked Sendable {
        let engine: TransferEngine
    }

    public let limits: HTTPLimits
    private let isCancelled: @Sendable () -> Bool
    private let idle: Mutex<[Handed]> = Mutex([])

    /// - Parameter cancelled: asked about ten times a second; once it says so, calls end with an error of kind `.cancelled`.
    public init(limits: HTTPLimits = .standard, cancelled: @escaping @Sendable () -> Bool = { false }) {
        self.limits = limits
        isCancelled = cancelled
    }

    /// The answer to a request. No answer, 429 and 5xx are tried again, by `limits`; what is no GET, HEAD, PUT or DELETE
    /// only where `retries` says that it may be done twice. Any other status is an answer.
    /// - Throws: `HTTPError`
    public func send(_ request: HTTPRequest, retries: Bool? = nil) throws -> HTTPResponse {
        let mayRepeat = retries ?? ["GET", "HEAD", "PUT", "DELETE"].contains(request.method)
        let exchange = Exchange<HTTPResponse>(request: { request }, judge: { result in
            if mayRepeat, let verdict = Verdict<HTTPResponse>.unlessAnswered(result) {
                // When all tries are used up, the answer itself says more than a sentence about it.
                if case .again(_, let after, let slowDown) = verdict, case .success(let response) = result {
                    return .again(reason: LastAnswer(response: response), after: after, slowDown: slowDown)
                }
                return verdict
            }
            switch result {
            case .success(let response): return .done(response)
            case .failure(let error): return .failed(error)
            }
        })
        do {
            return try perform(exchange)
        } catch let last as LastAnswer { return last.response }
    }

    /// One exchange, until it is done or failed.
    /// - Throws: `HTTPError`, or what the judge failed with.
    public func perform<Value>(_ exchange: Exchange<Value>) throws -> Value {
        var outcome: Result<Value, any Error> = .failure(Self.cancellation)
        try run(CollectionOfOne(()), level: .single, exchange: { exchange }, finished: { _, result in outcome = result })
        return try outcome.get()
    }

    /// Many exchanges, many at a time.
    /// - Parameters:
    ///   - items: taken as there is room.
    ///   - exchange: what is to be asked for an item.
    ///   - finished: called on the caller's thread in the order they end; an error that it throws ends the run once what is under way has ended.
    /// - Throws: what `finished` threw, or `HTTPError` of kind `.cancelled`.
    @discardableResult
    @inline(__always)   // so that the run is compiled for the items and values of its caller
    public func run<Item, Value>(
        _ items: some Sequence<Item>, level: ParallelLevel = ParallelLevel(), exchange: (Item) throws -> Exchange<Value>,
        finished: (Item, Result<Value, any Error>) throws -> Void
    ) throws -> RunFigures {
        let engine = idle.withLock { $0.popLast() }?.engine ?? TransferEngine(limits: limits)
        var run = ExchangeRun<Item, Value>(engine: engine, limits: limits, level: level, cancelled: isCancelled, cancellation: Self.cancellation)
        var iterator = items.makeIterator()
        defer {
            let handed = Handed(engine: engine)
            idle.withLock { $0.append(handed) }
        }
        func next() throws -> (Item, Exchange<Value>)? {
            guard let item = iterator.next() else { return nil }
            return (item, try exchange(item))
        }
        try run.run(next: next, finished: finished)
        return run.figures
    }

    private static let cancellation = HTTPError(.cancelled, url: "", "stopped.")

    private struct LastAnswer: Error {
        let response: HTTPResponse
    }
}
