// Runs a stage for a command: progress on standard error, Ctrl-C stops it whole.

import Dispatch
import Foundation
import Review
import Synchronization

enum StageRun {
    /// - Parameter body: the stage, with the context that it reports to.
    static func run<Result>(_ options: CommonOptions, _ body: (StageContext) throws -> Result) throws -> Result {
        let line = ProgressLine(isShown: !options.quiet)
        let context = StageContext(threads: max(1, ProcessInfo.processInfo.activeProcessorCount)) { line.show($0) }
        // A handler instead of the default, which would end the process between two steps.
        signal(SIGINT, SIG_IGN)
        let interrupt = DispatchSource.makeSignalSource(signal: SIGINT, queue: DispatchQueue(label: "interrupt"))
        interrupt.setEventHandler { context.cancel() }
        interrupt.resume()
        defer {
            interrupt.cancel()
            signal(SIGINT, SIG_DFL)
            line.end()
        }
        return try body(context)
    }
}

/// One line that is written over on a terminal; elsewhere a line for each title, when it begins.
private final class ProgressLine: Sendable {
    private struct State {
        var title = ""
        var width = 0
    }

    private let isShown: Bool
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let state = Mutex(State())

    init(isShown: Bool) { self.isShown = isShown }

    func show(_ progress: StageProgress) {
        guard isShown else { return }
        let share = progress.total > 0 ? " \(progress.done)/\(progress.total)" : ""
        let text = "\(progress.title)\(share)\(progress.detail.isEmpty ? "" : "  \(progress.detail)")"
        state.withLock { state in
            if isTerminal {
                let space = String(repeating: " ", count: max(0, state.width - text.count))
                FileHandle.standardError.write(Data("\r\(text)\(space)".utf8))
                state.width = text.count
            } else if progress.title != state.title {
                Console.error(text)
            }
            state.title = progress.title
        }
    }

    /// Leaves the last state of the line standing.
    func end() {
        state.withLock { state in
            if isTerminal && state.width > 0 { FileHandle.standardError.write(Data("\n".utf8)) }
            state = State()
        }
    }
}
