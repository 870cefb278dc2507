// Threads of our own for long work: never the UI's, and never the few that Swift's concurrency shares out.

import Foundation

public enum Workers {
    /// Runs `body` on `count` new threads at once, with their numbers from 0, and returns when all are done.
    /// - Parameter name: shown by `top -H` and debuggers.
    public static func run(_ count: Int, name: String, _ body: @escaping @Sendable (Int) -> Void) {
        let finished = DispatchSemaphore(value: 0)
        for index in 0..<count {
            let thread = Thread {
                body(index)
                finished.signal()
            }
            thread.name = "\(name) \(index)"
            thread.stackSize = 1 << 20
            thread.start()
        }
        for _ in 0..<count { finished.wait() }
    }
}
