// A thread of our own that does one thing after another. Swift's small concurrency pool is left
// alone: a long job would starve it.

import Foundation
import Synchronization

/// A serial queue with its own thread.
final class Worker: Sendable {
    private struct Waiting {
        var tasks: [@Sendable () -> Void] = []
        var isClosed = false
    }

    private let waiting = Mutex(Waiting())
    private let signal = DispatchSemaphore(value: 0)
    private let finished = DispatchSemaphore(value: 0)

    /// - Parameter isBackground: whether all others come first where there are fewer cores than work. Threads that are
    ///   started from this one are like it.
    init(name: String, isBackground: Bool = false) {
        let thread = Thread { [self] in
            if isBackground { Thread.giveWay(10) }
            while let task = next() { task() }
            finished.signal()
        }
        thread.name = name
        // Image kernels keep their rows on the stack.
        thread.stackSize = 8 << 20
        thread.start()
    }

    func run(_ task: @escaping @Sendable () -> Void) {
        waiting.withLock { $0.tasks.append(task) }
        signal.signal()
    }

    /// Finishes what waits, then ends.
    func close() {
        waiting.withLock { $0.isClosed = true }
        signal.signal()
        finished.wait()
    }

    private func next() -> (@Sendable () -> Void)? {
        while true {
            signal.wait()
            let (task, isOver) = waiting.withLock { w -> ((@Sendable () -> Void)?, Bool) in
                if !w.tasks.isEmpty { return (w.tasks.removeFirst(), false) }
                return (nil, w.isClosed)
            }
            if let task { return task }
            if isOver { return nil }
        }
    }
}
