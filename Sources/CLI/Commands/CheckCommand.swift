// `rarity check`: is what is concluded what imports and decisions say?

import ArgumentParser
import Frames
import Review

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Rebuild the labels in effect from imports and decisions, and compare.")

    @Flag(help: "Write what was rebuilt where it differs; imports and decisions are never touched.")
    var repair = false

    @OptionGroup var options: CommonOptions

    func run() throws {
        let store = try options.openStore()
        let found = try store.check(repair: repair)
        let left = repair && !found.isEmpty ? try store.check(repair: false) : found
        if options.json {
            try Console.print(json: Result(findings: found, left: left))
        } else {
            for line in found { Console.print(line.printable(limit: 300)) }
            if found.isEmpty { options.message("All agrees.") }
            if repair, !found.isEmpty { options.message(left.isEmpty ? "Repaired." : "\(counted(left.count, "finding")) could not be repaired.") }
            if !repair, !found.isEmpty { options.message("rarity check --repair makes the labels again from imports and decisions.") }
        }
        if !left.isEmpty { throw ExitCode.failure }
    }

    private struct Result: Encodable {
        /// All that was found, and what is left of it after a repair.
        let findings, left: [String]
    }
}
