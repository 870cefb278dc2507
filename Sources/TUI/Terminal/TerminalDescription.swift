// The name that curses is started with. It is TERM wherever the description of TERM can do what the
// colour mode needs; else a relative of it that can.

import CNcurses
import Glibc

/// The terminal's type, and what its installed description says.
struct TerminalDescription: Equatable {
    /// TERM.
    var name: String
    /// `colors`; `nil`: no description of this name is installed.
    var colours: Int?
    /// Whether the cursor can be moved.
    var canMoveCursor: Bool

    /// What curses is started with: a name, and an embedded description for it where it is ours.
    struct Start: Equatable {
        var name: String
        var embedded: String?
    }

    private static let tmuxNames = ["tmux", "screen"]
    private static let xtermNames = [
        "xterm", "alacritty", "foot", "kitty", "wezterm", "ghostty", "konsole", "vte", "gnome", "iterm", "contour", "rio",
    ]
    private static let plainNames = ["linux", "vt", "ansi", "dumb", "cons25", "sun"]

    /// tmux, or screen.
    var isMultiplexer: Bool { Self.tmuxNames.contains { name.hasPrefix($0) } }

    /// Whether xterm's private modes (bracketed paste, title) are understood or at least ignored.
    var knowsPrivateModes: Bool { !Self.plainNames.contains { name.hasPrefix($0) } }

    /// Colours to count on: a relative of xterm has 256 even where its description is missing.
    var likelyColours: Int { colours ?? (isXtermLike || isMultiplexer ? 256 : 0) }

    private var isXtermLike: Bool { Self.xtermNames.contains { name.hasPrefix($0) } }

    func start(_ mode: ColourMode) throws(TerminalError) -> Start {
        if mode == .trueColour {
            return isMultiplexer
                ? Start(name: "rarity-tmux", embedded: directColourTmux)
                : Start(name: "rarity-xterm", embedded: directColourXterm)
        }
        let needed = switch mode {
        case .ansi256: 256
        case .ansi8: 8
        case .trueColour, .mono, .ascii: 0
        }
        if let colours, colours >= needed || needed == 0 {
            guard canMoveCursor else { throw .tooSimple(name) }
            return Start(name: name, embedded: nil)
        }
        guard colours != nil || isMultiplexer || isXtermLike else { throw .typeUnknown(name) }
        return Start(name: isMultiplexer ? "screen-256color" : "xterm-256color", embedded: nil)
    }

    init(name: String, colours: Int?, canMoveCursor: Bool) {
        (self.name, self.colours, self.canMoveCursor) = (name, colours, canMoveCursor)
    }

    /// Reads the description that is installed for `name`.
    /// - Cost: reads one small file.
    init(installed name: String) {
        var status: Int32 = 0
        guard setupterm(name, STDOUT_FILENO, &status) == OK else {
            // 1: a hard-copy terminal, which is described but has no cursor.
            self.init(name: name, colours: status == 1 ? 0 : nil, canMoveCursor: false)
            return
        }
        let colours = Int(tigetnum("colors"))
        let move = tigetstr("cup")
        self.init(name: name, colours: max(0, colours), canMoveCursor: move != nil && Int(bitPattern: move) != -1)
        del_curterm(rarity_cur_term())
    }
}
