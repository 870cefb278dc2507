import Foundation
import Testing

/// Terminals of many names and sizes, and all that one can do to an app: resize it, stop it, click on it.
@Suite("Terminals of many kinds", .serialized)
struct TerminalKindsTests {
    /// Trained already, so that nothing runs beside what is looked at.
    static let project = Result {
        let project = try Project(frames: 24, episodes: 1)
        let (status, output) = try Binary.run("train", in: project.folder)
        guard status == 0 else { throw Failed(what: output) }
        return project
    }

    private func open(width: Int = 100, height: Int = 30, terminal: String = "xterm-256color", environment: [String: String] = [:], settings: String = "") throws -> Tmux {
        let project = try Self.project.get()
        try settings.write(to: project.file("rarity.toml"), atomically: true, encoding: .utf8)
        let app = try Tmux(Binary.path + " --as \(UUID().uuidString.prefix(6))", in: project.folder, width: width, height: height, terminal: terminal, environment: environment)
        if width >= 40 {
            try app.wait("an open app") { $0.contains("●") || $0.contains("* saved") }
            try app.keys("Escape")                                // the tour
        }
        return app
    }

    @Test("every kind of terminal shows the frame's class and is whole again afterwards",
          arguments: ["screen", "linux", "vt100", "xterm-256color", "tmux-256color", "xterm", "screen-256color"])
    func kinds(terminal: String) throws {
        let app = try open(terminal: terminal)
        try app.wait(for: "labelled")
        try app.keys("j", "5")
        try app.wait(for: "✔ 1")
        try app.keys("u", "q")
        try app.wait(for: "LEFT-WITH-0")
        #expect(try app.value("#{alternate_on}#{cursor_flag}#{mouse_any_flag}") == "010")
    }

    @Test("from the smallest screen to a very large one the hints end the screen", arguments: [(40, 10), (60, 16), (80, 24), (200, 60), (300, 100)])
    func sizes(width: Int, height: Int) throws {
        let app = try open(width: width, height: height)
        try app.wait("all of the hints in the last row") { screen in
            let rows = screen.split(separator: "\n", omittingEmptySubsequences: false)
            return rows.count >= height && rows[height - 1].contains("1-5 label") && rows[height - 1].contains("? all keys")
        }
    }

    @Test("after fifty sizes in two seconds the last one is painted whole")
    func storm() throws {
        let app = try open(width: 120, height: 40)
        for i in 0..<50 { try app.resize(40 + (i * 37) % 160, 10 + (i * 13) % 50) }
        try app.resize(93, 31)
        try app.wait("the last size") { $0.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(30).first?.contains("1-5 label") == true }
        let settled = try still(app)
        // SIGCONT makes the app paint everything anew.
        kill(try app.appProcess(), SIGCONT)
        usleep(200_000)
        #expect(try still(app) == settled)
    }

    @Test("stopped from outside and gone on with, the screen is the one from before")
    func stopped() throws {
        let app = try open()
        let before = try still(app), process = try app.appProcess()
        kill(process, SIGSTOP)
        usleep(100_000)
        kill(process, SIGCONT)
        usleep(200_000)
        #expect(try still(app) == before)
        try app.keys("j")
        try app.wait(for: "2/24")
    }

    @Test("clicks and the wheel arrive as the bytes that terminals send, and only while the mouse is on")
    func mouse() throws {
        let app = try open(width: 100, height: 30)
        try app.press(x: 60, y: 25)
        try app.keys("m")
        try app.wait(for: "The mouse is on")
        #expect(try app.screen().contains(" 1/24 "), "a click before m does nothing")
        // 88 columns of timeline from the eleventh on stand for 24 frames.
        try app.press(x: 11 + 44, y: 25)
        try app.wait(for: " 13/24 ")
        try app.press(x: 50, y: 10, button: 65)
        try app.wait(for: " 14/24 ")
        try app.press(x: 50, y: 10, button: 64)
        try app.wait(for: " 13/24 ")
    }

    @Test("y hands the frame's address to the terminal's clipboard, byte for byte")
    func copy() throws {
        let app = try open(width: 200), file = try Self.project.get().file("written")
        try app.record(into: file)
        try app.keys("y")
        let screen = try app.wait("the whole address") { $0.split(separator: "Copied: ").last?.prefix { $0 != "\n" }.contains(".jpg") == true }
        let address = try #require(screen.split(separator: "Copied: ").last?.split(separator: "\n").first).trimmingCharacters(in: .whitespaces)
        let expected = Data("\u{1B}]52;c;\(Data(address.utf8).base64EncodedString())\u{7}".utf8)
        for _ in 0..<100 where (try? Data(contentsOf: file).range(of: expected)) == nil { usleep(20_000) }
        #expect(try Data(contentsOf: file).range(of: expected) != nil, "\(address)")
    }

    @Test("o starts the viewer of the settings with the image's path")
    func viewer() throws {
        let project = try Self.project.get(), seen = project.file("seen")
        try "printf %s \"$1\" > seen.part && mv seen.part seen\n".write(to: project.file("view.sh"), atomically: true, encoding: .utf8)
        let app = try open(settings: "viewer = \"sh view.sh\"\n")
        try app.keys("o")
        for _ in 0..<100 where !FileManager.default.fileExists(atPath: seen.path) { usleep(20_000) }
        let path = try String(contentsOf: seen, encoding: .utf8)
        #expect(path.hasSuffix(".jpg"))
        #expect(FileManager.default.fileExists(atPath: project.file(path).path), "\(path)")
    }

    @Test("the app opens where this reviewer left it")
    func place() throws {
        let project = try Self.project.get()
        for expected in [" 1/24 ", " 6/24 "] {
            let app = try Tmux(Binary.path + " --as Rea", in: project.folder)
            try app.wait(for: expected)
            try app.keys("Escape", "j", "j", "j", "j", "j")
            try app.wait("five frames on") { $0.contains(" 6/24 ") || $0.contains(" 11/24 ") }
            try app.keys("q")
            try app.wait(for: "LEFT-WITH-0")
        }
    }

    @Test("a theme paints its own ground: light by the settings or where the terminal says that it is light, dark elsewhere", arguments: [
        ("theme = \"light\"\n", "", "48;2;250;250;246"), ("", "0;15", "48;2;250;250;246"), ("", "15;0", "48;2;16;16;22"), ("theme = \"safe\"\n", "0;15", "48;2;16;16;22"),
    ])
    func ground(settings: String, background: String, sequence: String) throws {
        let app = try open(environment: ["COLORTERM": "truecolor", "COLORFGBG": background], settings: settings)
        try app.wait("the ground", inColour: true) { $0.contains(sequence) }
    }

    @Test("a wrong filter stays in its line, with a caret under the word and what is wrong with it")
    func wrongFilter() throws {
        let app = try open()
        try app.keys("f")
        try app.type("label=rare colour=red")
        try app.keys("Enter")
        let screen = try app.wait("the filter and its remark") {
            $0.contains("^") && $0.contains("\"colour=red\"?") && $0.contains("filter: label=rare colour=red")
        }
        let rows = screen.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
        let line = try #require(rows.first { String($0).contains("filter: label=rare colour=red") })
        let remark = try #require(rows.first { $0.contains("^") })
        #expect(String(line.dropFirst(remark.firstIndex(of: "^") ?? 0)).hasPrefix("colour=red"), "\(screen)")
        #expect(String(remark).contains("\"colour=red\"?"))
    }

    /// The screen once it has not changed for a moment; without colours, since a blank may have any foreground.
    private func still(_ app: Tmux) throws -> String {
        var last = try app.screen(), same = 0
        for _ in 0..<200 {
            usleep(30_000)
            let now = try app.screen()
            same = now == last ? same + 1 : 0
            if same == 10 { break }
            last = now
        }
        return last
    }
}
