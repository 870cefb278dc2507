import Foundation
import Testing

/// What rarity.toml says of the app, and how it is left when the terminal goes away.
@Suite("Settings of the app", .serialized)
struct AppSettingsTests {
    static let project = Result { try Project(frames: 12, episodes: 1) }

    @Test("a theme, a key or a command that there is not is told with its line", arguments: [
        ("theme = \"pink\"\n", "rarity.toml:1: there is no such theme; there are dark, light, mono, safe."),
        ("[keys]\nhistogramm = \"H\"\n", "rarity.toml:2: histogramm is no command; did you mean histogram?"),
        ("[keys]\nhistogram = \"F5\"\ntrain = [\"F5\"]\n", "rarity.toml:3: F5 is given to histogram and to train, which are on one screen."),
        ("[keys]\nhistogram = H\n", "rarity.toml:2: histogram should be like histogram = \"H\", with [\"h\", \"F2\"] for two keys and [] for none."),
    ])
    func errors(text: String, message: String) throws {
        let project = try Self.project.get()
        try text.write(to: project.file("rarity.toml"), atomically: true, encoding: .utf8)
        let app = try Tmux(Binary.path, in: project.folder, width: 140)
        let screen = try app.wait(for: "LEFT-WITH-1")
        #expect(screen.contains(message), "\(screen)")
    }

    @Test("a key of one's own works, and the tour is shown once")
    func ownKey() throws {
        let project = try Self.project.get()
        try "[keys]\nhelp = [\"F1\", \"?\"]\n".write(to: project.file("rarity.toml"), atomically: true, encoding: .utf8)
        let app = try Tmux(Binary.path, in: project.folder)
        try app.wait(for: "1 of 6 · Look")
        try app.keys("Escape")
        try app.wait(for: "The tour is over")
        try app.keys("F1")
        try app.wait(for: "Keys: reviewing")
        try app.keys("Escape", "q")
        try app.wait(for: "LEFT-WITH-0")
        let again = try Tmux(Binary.path, in: project.folder)
        #expect(try !again.wait(for: "saved").contains("1 of 6"))
    }

    @Test("a click on the timeline goes there, once the mouse is on")
    func click() throws {
        let project = try Self.project.get()
        try "".write(to: project.file("rarity.toml"), atomically: true, encoding: .utf8)
        let app = try Tmux(Binary.path, in: project.folder, width: 100, height: 30)
        try app.wait(for: "▲")
        try app.keys("m")
        try app.wait(for: "The mouse is on")
        try app.wait("mouse reports are wanted") { _ in (try? app.value("#{mouse_any_flag}#{mouse_button_flag}#{mouse_standard_flag}").contains("1")) == true }
    }

    @Test("when the terminal goes away the label given last is on the disk")
    func hangUp() throws {
        let project = try Project(frames: 12, episodes: 1)
        let app = try Tmux(Binary.path, in: project.folder)
        try app.wait(for: "saved")
        try app.keys("5")
        try app.wait(for: "✔ 1")
        kill(try app.appProcess(), SIGHUP)
        try app.wait(for: "LEFT-WITH-0")
        #expect(try Binary.run("log", "--json", in: project.folder).output.contains("Legendary"))
    }
}
