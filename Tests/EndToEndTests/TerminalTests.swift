import Foundation
import Testing

/// Terminals of every kind show a screen that can be used.
@Suite("Terminals", .serialized)
struct TerminalTests {
    static let project = Result { try Project(frames: 12, episodes: 1) }

    @Test("true colour in tmux that can, 256 colours where it cannot", arguments: [("truecolor", "38;2;"), ("", "38;5;")])
    func colours(term: String, sequence: String) throws {
        let app = try Tmux(Binary.path, in: Self.project.get().folder, environment: ["COLORTERM": term])
        try app.wait("colours", inColour: true) { $0.contains("● saved") && $0.contains(sequence) }
    }

    @Test("a terminal without colours, and NO_COLOR, show the classes by letter and shape", arguments: [
        ("vt100", [:]), ("tmux-256color", ["NO_COLOR": "1"]),
    ] as [(String, [String: String])])
    func mono(terminal: String, environment: [String: String]) throws {
        let app = try Tmux(Binary.path, in: Self.project.get().folder, terminal: terminal, environment: environment)
        try app.wait("the whole screen") { $0.contains("saved") && $0.contains("labelled") }
        #expect(try !app.colouredScreen().contains("38;"))
    }

    @Test("without UTF-8 every character is ASCII")
    func ascii() throws {
        let app = try Tmux(Binary.path, in: Self.project.get().folder, environment: ["LC_ALL": "C", "LANG": "C"])
        let screen = try app.wait("the whole screen") { $0.contains("* saved") && $0.contains("labelled") }
        #expect(screen.unicodeScalars.allSatisfy { $0.value < 128 })
    }

    @Test("resizing lays the screen out again, down to too small and back")
    func resize() throws {
        let app = try Tmux(Binary.path, in: Self.project.get().folder, width: 120, height: 40)
        try app.wait(for: "shot 1 of")
        try app.resize(60, 16)
        try app.wait("the stacked layout") { $0.contains("labelled") && !$0.contains("shot 1 of") }
        try app.resize(30, 6)
        try app.wait(for: "Too small")
        try app.resize(80, 24)
        try app.wait(for: "labelled")
    }

    @Test("a paste never labels")
    func paste() throws {
        let app = try Tmux(Binary.path, in: Self.project.get().folder)
        try app.wait(for: "● saved")
        try app.paste("55555")
        try app.type("?")
        try app.wait(for: "Keys: reviewing")
        #expect(try !app.screen().contains("✔"))
    }
}
