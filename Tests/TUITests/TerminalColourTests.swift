import Testing
@testable import TUI

@Suite("Choice of colours")
struct TerminalColourTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var requested: ColourMode?
        var environment: [String: String] = [:]
        var tmux: String?
        var colours = 256
        var expected: ColourMode
        var testDescription: String { name }
    }

    @Test("the user, then tmux, then COLORTERM, then terminfo", arguments: [
        Case(name: "--color stands over all", requested: .ansi8, environment: ["NO_COLOR": "1", "COLORTERM": "truecolor"], expected: .ansi8),
        Case(name: "NO_COLOR stands over COLORTERM", environment: ["NO_COLOR": "1", "COLORTERM": "truecolor"], expected: .mono),
        Case(name: "an empty NO_COLOR is none", environment: ["NO_COLOR": ""], expected: .ansi256),
        Case(name: "tmux passes true colour on", tmux: "256,bpaste,RGB,title", expected: .trueColour),
        Case(name: "tmux without RGB has 256, whatever COLORTERM says", environment: ["COLORTERM": "truecolor"], tmux: "256,title", colours: 8, expected: .ansi256),
        Case(name: "tmux without a client asks COLORTERM", environment: ["COLORTERM": "truecolor"], tmux: "", expected: .trueColour),
        Case(name: "COLORTERM 24bit", environment: ["COLORTERM": "24bit"], expected: .trueColour),
        Case(name: "another COLORTERM says nothing", environment: ["COLORTERM": "yes"], colours: 8, expected: .ansi8),
        Case(name: "terminfo with direct colour", colours: 1 << 24, expected: .trueColour),
        Case(name: "terminfo 256", expected: .ansi256),
        Case(name: "terminfo 88", colours: 88, expected: .ansi8),
        Case(name: "terminfo without colours", colours: 0, expected: .mono),
        Case(name: "xterm, whose description has fewer colours than it", environment: ["TERM": "xterm", "XTERM_VERSION": "XTerm(379)"], colours: 8, expected: .trueColour),
        Case(name: "an xterm before 331", environment: ["TERM": "xterm", "XTERM_VERSION": "XTerm(330)"], colours: 8, expected: .ansi8),
        Case(name: "screen, started from an xterm", environment: ["TERM": "screen", "XTERM_VERSION": "XTerm(379)"], colours: 8, expected: .ansi8),
    ])
    func choice(_ c: Case) {
        let chosen = ColourMode.choose(.init(
            requested: c.requested, environment: c.environment, tmuxFeatures: c.tmux, terminfoColours: c.colours))
        #expect(chosen == c.expected)
    }

    @Test("a terminal type is kept where its description is enough")
    func start() throws {
        let xterm = TerminalDescription(name: "xterm", colours: 8, canMoveCursor: true)
        #expect(try xterm.start(.ansi8).name == "xterm")
        #expect(try xterm.start(.ansi256).name == "xterm-256color")
        #expect(try xterm.start(.trueColour).name == "rarity-xterm")
        let screen = TerminalDescription(name: "screen", colours: 8, canMoveCursor: true)
        #expect(try screen.start(.trueColour).name == "rarity-tmux")
        #expect(try screen.start(.ansi256).name == "screen-256color")
        let missing = TerminalDescription(name: "xterm-new", colours: nil, canMoveCursor: false)
        #expect(try missing.start(.mono).name == "xterm-256color")
        #expect(missing.likelyColours == 256)
    }

    @Test("unknown and too simple terminals are refused by name")
    func refused() {
        #expect(throws: TerminalError.typeUnknown("nonsense")) {
            try TerminalDescription(installed: "nonsense").start(.ansi256)
        }
        #expect(throws: TerminalError.tooSimple("dumb")) {
            try TerminalDescription(name: "dumb", colours: 0, canMoveCursor: false).start(.mono)
        }
    }

    @Test("an error is one line that says what to do, whatever TERM holds", arguments: [
        TerminalError.notATerminal(stream: "Standard input"), .typeUnset, .typeUnknown("a\n\u{1B}[31m"), .tooSimple("dumb"), .notStarted("x"),
    ])
    func errors(_ error: TerminalError) {
        #expect(!error.description.contains { $0.isNewline || $0 == "\u{1B}" })
        #expect(error.description.hasSuffix(".") || error.description.contains("Try: ") || error.description.contains("--help"))
    }
}
