// Who is at the keys: --as, else RARITY_REVIEWER, else the settings, else the login name.

import ArgumentParser
import Foundation

struct ReviewerOption: ParsableArguments {
    @Option(name: .customLong("as"), help: ArgumentHelp(
        "Who decides; else RARITY_REVIEWER, else reviewer in rarity.toml, else the login name.", valueName: "name"))
    var name: String?

    func resolved() throws -> String {
        try Self.resolve(name, environment: ProcessInfo.processInfo.environment, settings: Settings.load(), login: NSUserName())
    }

    static func resolve(_ name: String?, environment: [String: String], settings: Settings, login: String) throws -> String {
        [name, environment["RARITY_REVIEWER"], settings.reviewer].compactMap { $0 }.first { !$0.isEmpty } ?? login
    }
}
