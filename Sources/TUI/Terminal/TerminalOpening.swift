// What is decided before the terminal is touched: its description, the colours, the characters.

@preconcurrency import CNcurses
import Glibc

struct TerminalOpening {
    let description: TerminalDescription
    let mode: ColourMode
    let isUnicode: Bool
    private let start: TerminalDescription.Start

    init(requested: ColourMode?) throws(TerminalError) {
        setlocale(LC_ALL, "")
        isUnicode = requested != .ascii && String(cString: nl_langinfo(nl_item(CODESET))) == "UTF-8"
        let environment = Self.environment(["TERM", "TMUX", "NO_COLOR", "COLORTERM", "XTERM_VERSION"])
        guard let name = environment["TERM"], !name.isEmpty else { throw .typeUnset }
        description = TerminalDescription(installed: name)
        let asksTmux = requested == nil && (environment["NO_COLOR"] ?? "").isEmpty && environment["TMUX"] != nil
        mode = ColourMode.choose(.init(
            requested: requested, environment: environment,
            tmuxFeatures: asksTmux ? Self.tmuxFeatures() : nil,
            terminfoColours: description.likelyColours))
        start = try description.start(mode)
    }

    /// Starts curses. An embedded description goes through TERMINFO, which children must not inherit.
    func startCurses() throws(TerminalError) {
        let before = getenv("TERMINFO").map { String(cString: $0) }
        if let embedded = start.embedded { setenv("TERMINFO", embedded, 1) }
        defer {
            if let before { setenv("TERMINFO", before, 1) } else if start.embedded != nil { unsetenv("TERMINFO") }
        }
        guard newterm(start.name, fdopen(STDOUT_FILENO, "w"), fdopen(STDIN_FILENO, "r")) != nil else {
            throw .notStarted("curses refused \(start.name)")
        }
    }

    /// What undoes everything that curses and we switch on; after `startCurses`.
    func restoreSequence() -> String {
        let ours = description.knowsPrivateModes ? "\u{1B}[?2004l\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l" : ""
        return ours + ["sgr0", "op", "rmkx", "cnorm", "rmcup"].map(capability).joined()
    }

    /// A string capability without its padding marks, `$<5>`.
    private func capability(_ name: String) -> String {
        guard let found = tigetstr(name), Int(bitPattern: found) != -1 else { return "" }
        return String(cString: found).replacing(/\$<[^>]*>/, with: "")
    }

    private static func environment(_ names: [String]) -> [String: String] {
        var out: [String: String] = [:]
        for name in names { out[name] = getenv(name).map { String(cString: $0) } }
        return out
    }

    /// What the terminal around tmux can do. Only its server knows.
    private static func tmuxFeatures() -> String? {
        guard let stream = popen("tmux display -p '#{client_termfeatures}' 2>/dev/null", "r") else { return nil }
        defer { pclose(stream) }
        var line = [CChar](repeating: 0, count: 512)
        guard fgets(&line, Int32(line.count), stream) != nil else { return nil }
        return String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

extension ColourMode {
    /// The mode for text on standard output, which may be a file: what the environment promises.
    /// - Cost: reads one small file; inside tmux asks its server.
    public static func forOutput() -> ColourMode {
        setlocale(LC_ALL, "")
        return (try? TerminalOpening(requested: nil)).map { $0.isUnicode ? $0.mode : .ascii } ?? .ascii
    }
}
