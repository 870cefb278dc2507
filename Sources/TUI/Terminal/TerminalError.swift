// What can keep the application from taking over the terminal, in words for the person at it.

import Frames

/// A terminal that cannot be used. `description` is one line: what, where, what to do.
public enum TerminalError: Error, Equatable, Sendable, CustomStringConvertible {
    /// `stream` (standard input or output) is a file or a pipe.
    case notATerminal(stream: String)
    /// TERM is unset or empty.
    case typeUnset
    /// No description of this terminal is installed.
    case typeUnknown(String)
    /// The terminal cannot move its cursor, as `dumb`.
    case tooSimple(String)
    /// Curses gave up, or was started a second time in one process.
    case notStarted(String)

    public var description: String {
        switch self {
        case .notATerminal(let stream):
            "\(stream) is not a terminal. Start rarity in one, without redirection; `rarity --help` lists what works in scripts."
        case .typeUnset:
            "TERM is not set, so the terminal's type is unknown. Try: TERM=xterm-256color rarity"
        case .typeUnknown(let name):
            "TERM is \(name.printable()), which this machine does not know. Try: TERM=xterm-256color rarity"
        case .tooSimple(let name):
            "TERM is \(name.printable()), a terminal that cannot move its cursor. Use another, such as xterm-256color."
        case .notStarted(let reason):
            "The terminal could not be set up: \(reason.printable()). Try: TERM=xterm-256color rarity"
        }
    }
}
