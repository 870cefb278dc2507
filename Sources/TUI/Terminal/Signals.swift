// Signals that a terminal application lives with. A handler only notes what came and wakes the loop.

import Glibc
import Synchronization

/// What was signalled since the last look.
struct SignalNotes: OptionSet {
    let rawValue: UInt32
    /// SIGWINCH.
    static let resized = SignalNotes(rawValue: 1)
    /// SIGTERM, SIGHUP, or SIGINT from another process.
    static let quit = SignalNotes(rawValue: 2)
    /// SIGTSTP from another process.
    static let suspend = SignalNotes(rawValue: 4)
    /// SIGCONT: another program may have used the terminal meanwhile.
    static let continued = SignalNotes(rawValue: 8)
}

private let notes = Atomic<UInt32>(0)
private let wakeDescriptor = Atomic<Int32>(-1)

private func note(_ what: SignalNotes) {
    let saved = errno
    notes.bitwiseOr(what.rawValue, ordering: .relaxed)
    var byte: UInt8 = 1
    _ = write(wakeDescriptor.load(ordering: .relaxed), &byte, 1)
    errno = saved
}

/// Installs the handlers and takes what they noted.
enum Signals {
    static func install(waker: Waker) {
        wakeDescriptor.store(waker.descriptor, ordering: .relaxed)
        handle(SIGWINCH) { _ in note(.resized) }
        for signal in [SIGTERM, SIGHUP, SIGINT] { handle(signal) { _ in note(.quit) } }
        handle(SIGTSTP) { _ in note(.suspend) }
        handle(SIGCONT) { _ in note(.continued) }
    }

    static func remove() {
        for signal in [SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT] { setDefault(signal) }
        wakeDescriptor.store(-1, ordering: .relaxed)
    }

    static func take() -> SignalNotes {
        SignalNotes(rawValue: notes.exchange(0, ordering: .relaxed))
    }

    /// Stops this job as Ctrl-Z does: the whole process group, so that `make run` stops with it. Returns
    /// when it goes on. A group without a shell above it is not stopped at all.
    static func stopJob() {
        setDefault(SIGTSTP)
        kill(0, SIGTSTP)
        handle(SIGTSTP) { _ in note(.suspend) }
    }

    static func handle(_ signal: Int32, flags: Int32 = 0, _ handler: @escaping @convention(c) (Int32) -> Void) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        action.sa_flags = flags
        sigaction(signal, &action, nil)
    }

    static func setDefault(_ signal: Int32) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = SIG_DFL
        sigaction(signal, &action, nil)
    }
}
