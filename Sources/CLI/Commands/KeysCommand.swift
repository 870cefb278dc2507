// `rarity keys`: docs/keys.md, made from the keymap.

import ArgumentParser
import TUI

struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "keys", abstract: "Print every key of the app as Markdown.")

    func run() throws { Console.print(Keymap.document) }
}
