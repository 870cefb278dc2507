import Foundation
import Testing

/// Whatever ends the app, the terminal is as it was.
@Suite("The terminal afterwards", .serialized)
struct RestoreTests {
    static let project = Result { try Project(frames: 12, episodes: 1) }

    private func start(_ environment: [String: String] = [:]) throws -> Tmux {
        let app = try Tmux(Binary.path, in: Self.project.get().folder, environment: environment)
        try app.wait(for: "● saved")
        #expect(try app.value("#{alternate_on}") == "1")
        return app
    }

    private func expectRestored(_ app: Tmux) throws {
        try app.wait(for: "LEFT-WITH-")
        #expect(try app.value("#{alternate_on} #{cursor_flag} #{mouse_any_flag}") == "0 1 0")
        try app.type("echo still-here")
    }

    @Test("q")
    func quit() throws {
        let app = try start()
        try app.type("q")
        try expectRestored(app)
        #expect(try app.screen().contains("LEFT-WITH-0"))
    }

    @Test("Ctrl-C twice")
    func interrupt() throws {
        let app = try start()
        // The first ones stop the jobs of the start; of those after them the second leaves.
        for _ in 0..<20 {
            try app.keys("C-c")
            usleep(200_000)
            if try app.screen().contains("LEFT-WITH-") { break }
        }
        try expectRestored(app)
    }

    @Test("a signal", arguments: [SIGTERM, SIGHUP, SIGILL, SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGTRAP])
    func signal(number: Int32) throws {
        let app = try start()
        kill(try app.appProcess(), number)
        try expectRestored(app)
    }

    @Test("a backup is not restored under an open app")
    func restoring() throws {
        let app = try start(), folder = try Self.project.get().folder
        #expect(try Binary.run("backup", "b", in: folder).status == 0)
        let (status, output) = try Binary.run("restore", "b", in: folder)
        #expect(status == 1 && output.contains("another program has it open"), "\(output)")
        try app.keys("C-c", "C-c")
        try app.type("q")
        try app.wait(for: "LEFT-WITH-")
        #expect(try Binary.run("restore", "b", in: folder).status == 0)
    }

    @Test("Ctrl-Z, and fg brings it back whole")
    func suspend() throws {
        let project = try Self.project.get()
        let app = try Tmux("bash --norc -i", in: project.folder, environment: ["PS1": "ready> "])
        try app.wait(for: "ready>")
        try app.type(Binary.path)
        try app.keys("Enter")
        try app.wait(for: "● saved")
        try app.keys("C-z")
        try app.wait(for: "Stopped")
        #expect(try app.value("#{alternate_on}") == "0")
        try app.type("fg")
        try app.keys("Enter")
        try app.wait(for: "● saved")
        #expect(try app.value("#{alternate_on}") == "1")
        try app.type("q")
        try app.wait("the prompt again") { $0.hasSuffix("ready>\n") || $0.contains("ready> \n") || !$0.contains("● saved") }
        #expect(try app.value("#{alternate_on}") == "0")
    }
}
