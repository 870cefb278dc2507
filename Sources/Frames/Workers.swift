// Threads of our own for long work: never the UI's, and never the few that Swift's concurrency shares out.

import Foundation

/// Some threads that run the same function.
public final class Workers: Sendable {
    private let all = DispatchGroup()

    /// Starts `count` threads (at least one), each with its number from 0.
    /// - Parameter name: shown by `top -H` and debuggers.
    public init(_ count: Int, name: String, _ body: @escaping @Sendable (Int) -> Void) {
        let all = all
        for index in 0..<max(1, count) {
            all.enter()
            let thread = Thread {
                body(index)
                all.leave()
            }
            thread.name = "\(name) \(index)"
            thread.stackSize = 1 << 20
            thread.start()
        }
    }

    /// Waits until every thread has returned; `false` where some had not after that time. `nil`: for ever.
    @discardableResult
    public func wait(milliseconds: Int? = nil) -> Bool {
        all.wait(timeout: milliseconds.map { .now() + .milliseconds($0) } ?? .distantFuture) == .success
    }
}
