// When the process dies of a trap, the terminal must be usable afterwards. Everything that the handler
// needs is prepared here beforehand, since inside it only async-signal-safe calls are allowed: no
// allocation, no locks, no curses.

import Glibc

nonisolated(unsafe) private var bytes: UnsafeMutablePointer<UInt8>? = nil
nonisolated(unsafe) private var byteCount = 0
nonisolated(unsafe) private var message: UnsafeMutablePointer<UInt8>? = nil
nonisolated(unsafe) private var messageCount = 0
nonisolated(unsafe) private var modes: UnsafeMutablePointer<termios>? = nil

/// Puts the terminal back. Async-signal-safe; does nothing unless armed.
private func restoreTerminal() {
    guard let bytes, let modes else { return }
    _ = write(STDOUT_FILENO, bytes, byteCount)
    _ = tcsetattr(STDIN_FILENO, TCSANOW, modes)
}

/// Restores the terminal on a crash, and on `exit` without `Terminal.close`.
enum CrashRestore {
    private static let signals = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT]

    /// - Parameters:
    ///   - sequence: what switches the terminal's modes off.
    ///   - saved: the line settings from before.
    /// - Note: replaces Swift's own handlers, which would wait 30 s for a key on a terminal.
    static func arm(sequence: String, saved: termios) {
        disarm()
        // CAN first: it ends a sequence that another thread was in the middle of.
        (bytes, byteCount) = copy("\u{18}" + sequence)
        (message, messageCount) = copy("rarity: crashed. All that was shown as saved is in the review database.\n")
        modes = .allocate(capacity: 1)
        modes?.initialize(to: saved)
        giveStackForOverflow()
        for signal in signals {
            Signals.handle(signal, flags: Int32(SA_ONSTACK) | Int32(bitPattern: UInt32(SA_RESETHAND)) | Int32(SA_NODEFER)) { number in
                restoreTerminal()
                if let message { _ = write(STDERR_FILENO, message, messageCount) }
                raise(number)
            }
        }
        if !exitIsWatched {
            exitIsWatched = true
            atexit { restoreTerminal() }
        }
    }

    static func disarm() {
        modes?.deallocate()
        bytes?.deallocate()
        message?.deallocate()
        (modes, bytes, message) = (nil, nil, nil)
        for signal in signals { Signals.setDefault(signal) }
    }

    nonisolated(unsafe) private static var exitIsWatched = false

    private static func copy(_ text: String) -> (UnsafeMutablePointer<UInt8>, Int) {
        let utf8 = Array(text.utf8)
        let out = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, utf8.count))
        out.initialize(from: utf8, count: utf8.count)
        return (out, utf8.count)
    }

    /// A handler can't run on the stack that overflowed. Holds for the thread that opens the terminal.
    private static func giveStackForOverflow() {
        let size = 64 * 1024
        var stack = stack_t()
        stack.ss_sp = .allocate(byteCount: size, alignment: 16)
        stack.ss_size = size
        sigaltstack(&stack, nil)
    }
}
