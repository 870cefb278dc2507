// Progress of a long command: one line on a terminal that is written over, nothing elsewhere.

import Foundation
import Review
import Synchronization

/// The line on standard error; may be shown from any thread.
final class ProgressLine: Sendable {
    private let isShown: Bool
    private let last = Mutex<ContinuousClock.Instant?>(nil)

    init(_ common: CommonOptions) {
        isShown = !common.quiet && isatty(STDERR_FILENO) == 1
    }

    /// At most ten times a second.
    func show(_ progress: StageProgress) {
        guard isShown else { return }
        let isDue = last.withLock { last in
            guard last.map({ $0.duration(to: .now) > .milliseconds(100) }) ?? true else { return false }
            last = .now
            return true
        }
        guard isDue || progress.done == progress.total else { return }
        write("\r\u{1B}[K" + Self.text(progress))
    }

    /// Takes the line away.
    func end() {
        if isShown { write("\r\u{1B}[K") }
    }

    /// `embedding  63 % · 108/s, 12 s left`
    static func text(_ progress: StageProgress) -> String {
        var text = progress.title
        if progress.total > 0 { text += "  \(progress.done * 100 / progress.total) %" }
        return progress.detail.isEmpty ? text : text + " · " + progress.detail
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
