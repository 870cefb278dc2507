// What the command line declares of itself, as values: the manual page is made from it and cannot drift.

import ArgumentParser
import Foundation

/// A command as the parser describes it.
struct CommandDescription: Decodable {
    struct Argument: Decodable {
        struct Name: Decodable {
            let kind: String, name: String
            /// `--as`, `-h`
            var text: String { (kind == "short" ? "-" : "--") + name }
        }

        /// `positional`, `option`, `flag`
        let kind: String
        let names: [Name]?
        let valueName: String?
        let abstract: String?
        let defaultValue: String?
        let isOptional: Bool, isRepeating: Bool, shouldDisplay: Bool
    }

    let commandName: String
    let abstract: String?
    let discussion: String?
    let shouldDisplay: Bool
    let arguments: [Argument]?
    let subcommands: [CommandDescription]?

    /// The whole program.
    /// - Throws: `DecodingError` where the parser's own description has another form.
    static func program() throws -> CommandDescription {
        struct Dump: Decodable { let command: CommandDescription }
        let text: String
        do {
            _ = try Rarity.parseAsRoot(["--experimental-dump-help"])
            text = ""
        } catch { text = Rarity.message(for: error) }
        return try JSONDecoder().decode(Dump.self, from: Data(text.utf8)).command
    }
}
