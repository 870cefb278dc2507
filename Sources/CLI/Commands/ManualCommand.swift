// `rarity manual`: the manual page that `make install` and the Debian package install.

import ArgumentParser
import Foundation

struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print the manual page, for man -l -.",
        discussion: "Completions for a shell: rarity --generate-completion-script bash|zsh|fish.")

    func run() throws {
        let page = ManualPage(program: try CommandDescription.program())
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "UTC")
        format.dateFormat = "MMMM d, yyyy"
        Console.print(page.text(date: format.string(from: Date())))
    }
}
