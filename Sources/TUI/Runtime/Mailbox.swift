// How workers hand their answers to the app: a queue, and a byte that wakes the loop.

import Synchronization

/// Inputs from other threads, in the order of their arrival.
final class Mailbox: Sendable {
    private let inputs = Mutex<[Input]>([])
    private let waker: Waker

    init(waker: Waker) { self.waker = waker }

    func post(_ input: Input) {
        inputs.withLock { $0.append(input) }
        waker.wake()
    }

    func drain() -> [Input] {
        inputs.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}
