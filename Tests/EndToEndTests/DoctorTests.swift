import Foundation
import Testing

/// What the program says of itself and of the place where it runs.
@Suite("Doctor, manual page, completions")
struct DoctorTests {
    @Test("doctor names a locale without UTF-8 and the missing database, and each has its advice")
    func advice() throws {
        let project = try Project.empty()
        let result = try Binary.run("doctor", "--json", in: project.folder, environment: ["LC_ALL": "C", "TERM": "xterm-256color"])
        #expect(result.status == 0, "\(result.output)")
        let findings = try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
        func advice(_ what: String) -> String? { findings.first { $0["what"] as? String == what }?["advice"] as? String }
        #expect(advice("characters")?.contains("UTF-8") == true)
        #expect(advice("database")?.contains("rarity demo") == true)
        #expect(advice("TERM") == nil)
    }

    @Test("doctor fails on a database that is none and on settings that cannot be read")
    func broken() throws {
        let project = try Project.empty()
        try Data(repeating: 65, count: 5000).write(to: project.file("review.db"))
        try Data("reviewer = Ann".utf8).write(to: project.file("rarity.toml"))
        let result = try Binary.run("doctor", in: project.folder, environment: ["TERM": "xterm-256color"])
        #expect(result.status == 1)
        #expect(result.output.contains("review.db") && result.output.contains("rarity.toml:1"), "\(result.output)")
    }

    @Test("the test card is cells of the colours that are asked for, and plain ASCII where those are none", arguments: ["truecolor", "256", "ascii"])
    func card(colours: String) throws {
        let project = try Project.empty()
        let output = try Binary.run("doctor", "--color", colours, in: project.folder, environment: ["LC_ALL": "C.UTF-8", "TERM": "xterm-256color"]).output
        let card = output.components(separatedBy: "\n\n").last ?? ""
        #expect(card.contains("38;2;") == (colours == "truecolor") && card.contains("38;5;") == (colours == "256"))
        #expect(card.contains("Legendary"))
        if colours == "ascii" { #expect(card.utf8.allSatisfy { $0 < 128 }) }
    }

    @Test("the manual page has every command, its options and the keys")
    func manual() throws {
        let project = try Project.empty()
        let page = try Binary.run("manual", in: project.folder).output
        let help = try Binary.run("--help", in: project.folder).output
        let commands = help.components(separatedBy: "SUBCOMMANDS:").last?.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            .compactMap { $0.split(separator: " ").first } ?? []
        #expect(commands.count > 20)
        for command in commands where command != "help" && command.first?.isLowercase == true { #expect(page.contains("\n.Ss \(command)\n"), "\(command)") }
        #expect(page.contains(".Op Fl \\-patience") && page.contains(".Sh KEYS") && page.contains(".Sh EXIT STATUS"))
        for line in page.split(separator: "\n") where line.hasPrefix(".") && !line.hasPrefix(".\\") {
            #expect(line.dropFirst().first?.isLetter == true, "\(line)")
        }
    }

    @Test("completions are made for three shells", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) throws {
        let project = try Project.empty()
        let result = try Binary.run("--generate-completion-script", shell, in: project.folder)
        #expect(result.status == 0 && result.output.contains("suspects") && result.output.contains("patience"))
    }
}
