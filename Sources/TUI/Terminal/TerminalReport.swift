// What this terminal can do and why Rarity thinks so, for `rarity doctor`.

@preconcurrency import CNcurses
import Glibc

/// Findings about the terminal on standard output.
public struct TerminalReport: Equatable, Sendable {
    /// One finding.
    public struct Line: Equatable, Sendable, Encodable {
        public let what, found: String
        /// What to do about it; `nil`: all is well.
        public let advice: String?
    }

    public let lines: [Line]

    /// Reads the environment, the terminal's description and its size; writes nothing, asks the terminal nothing.
    /// - Parameter requested: as `--color` does.
    public init(requested: ColourMode? = nil) {
        setlocale(LC_ALL, "")
        func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
        var lines: [Line] = []
        let term = variable("TERM")
        if term.isEmpty {
            lines.append(Line(what: "TERM", found: "not set", advice: "Set TERM to the name of your terminal, as xterm-256color."))
        } else {
            let description = TerminalDescription(installed: term)
            let isKnown = description.colours != nil
            lines.append(Line(what: "TERM", found: term + (isKnown ? ", described here" : ", not described here"),
                              advice: isKnown ? nil : "Install its description (ncurses-term), or set TERM=xterm-256color."))
        }
        let codeset = String(cString: nl_langinfo(nl_item(CODESET)))
        lines.append(Line(what: "characters", found: codeset, advice: codeset == "UTF-8" ? nil
            : "Set LANG to a UTF-8 locale, as C.UTF-8: until then signs and pictures are plain ASCII."))
        lines.append(Self.colours(requested, variable))
        lines.append(Self.size())
        self.lines = lines
    }

    private static func colours(_ requested: ColourMode?, _ variable: (String) -> String) -> Line {
        let opening: TerminalOpening
        do { opening = try TerminalOpening(requested: requested) } catch {
            return Line(what: "colours", found: "the app cannot start here", advice: error.description)
        }
        let why = if requested != nil { "as asked for" } else if !variable("NO_COLOR").isEmpty { "NO_COLOR is set" } else if !variable("TMUX").isEmpty {
            "what tmux can pass on"
        } else if ["truecolor", "24bit"].contains(variable("COLORTERM")) { "COLORTERM says so" } else if !variable("XTERM_VERSION").isEmpty, opening.mode == .trueColour { variable("XTERM_VERSION") } else { "as the description of TERM says" }
        let advice: String? = switch opening.mode {
        case .ansi256, .ansi8:
            variable("TMUX").isEmpty ? "If the terminal has 24-bit colours, set COLORTERM=truecolor."
                : "For all colours in tmux: set -as terminal-features ',*:RGB' in tmux.conf, if the terminal around it has them."
        default: nil
        }
        return Line(what: "colours", found: "\(opening.mode.rawValue), \(why)", advice: advice)
    }

    private static func size() -> Line {
        var window = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else {
            return Line(what: "size", found: "not a terminal", advice: "Run this in the terminal that you want to know about.")
        }
        let (columns, rows) = (Int(window.ws_col), Int(window.ws_row))
        return Line(what: "size", found: "\(columns)x\(rows)", advice: columns >= 100 && rows >= 30 ? nil
            : "From 100x30 on the app shows the frame, its numbers and the timeline side by side.")
    }
}
