// What the embedding threads share: which picture is next, and what became of those that are done.

import Synchronization

final class EmbedQueue: Sendable {
    /// A picture to embed: a row of one job's file.
    struct Item: Sendable {
        let job: Int, row: Int, path: String, stamp: UInt64
    }

    /// A picture that could not be used.
    struct Problem: Sendable {
        let job: Int, row: Int, reason: String
    }

    private struct State {
        var next = 0
        var done = 0
        var problems: [Problem] = []
        var failure: (any Error)?
    }

    private let items: [Item]
    private let state = Mutex(State())

    init(_ items: [Item]) { self.items = items }

    /// The next picture; `nil` at the end and after a failure.
    func next() -> Item? {
        state.withLock { state in
            guard state.failure == nil, state.next < items.count else { return nil }
            state.next += 1
            return items[state.next - 1]
        }
    }

    /// A picture is done: embedded, or with a reason why it cannot be.
    func finish(_ item: Item, reason: String? = nil) {
        state.withLock { state in
            state.done += 1
            if let reason { state.problems.append(Problem(job: item.job, row: item.row, reason: reason)) }
        }
    }

    /// Nothing more can be kept: the first error ends the work of all threads.
    func fail(_ error: any Error) {
        state.withLock { $0.failure = $0.failure ?? error }
    }

    var done: Int { state.withLock { $0.done } }

    var problems: [Problem] { state.withLock { $0.problems } }

    var failure: (any Error)? { state.withLock { $0.failure } }
}
