// Progress of a long command: on a terminal one line that is written over, elsewhere a line for each title.

import Foundation
import Review
import Synchronization

/// The line on standard error; may be shown from any thread.
final class ProgressLine: Sendable {
    private struct Shown {
        var title = ""
        var at: ContinuousClock.Instant?
    }

    private let isQuiet: Bool
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let shown = Mutex(Shown())

    init(_ common: CommonOptions) { isQuiet = common.quiet }

    /// At most ten times a second.
    func show(_ progress: StageProgress) {
        guard !isQuiet else { return }
        shown.withLock { shown in
            let isNew = progress.title != shown.title
            guard isNew || isTerminal && (shown.at.map { $0.duration(to: .now) > .milliseconds(100) } ?? true) else { return }
            shown = Shown(title: progress.title, at: .now)
            write(isTerminal ? "\r\u{1B}[K" + Self.text(progress) : progress.title + " …\n")
        }
    }

    /// Takes the line away.
    func end() {
        if isTerminal && !isQuiet { write("\r\u{1B}[K") }
    }

    /// `embedding  63 % · 108/s, 12 s left`
    static func text(_ progress: StageProgress) -> String {
        var text = progress.title
        if progress.total > 0 { text += "  \(progress.done * 100 / progress.total) %" }
        return progress.detail.isEmpty ? text : text + " · " + progress.detail
    }

    private func write(_ text: String) { Console.note(text) }
}
