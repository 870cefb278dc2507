// `rarity revert`: takes back what somebody decided, as new events in the log.

import ArgumentParser
import Foundation
import Frames
import Review

struct RevertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revert", abstract: "Take back decisions of anybody: some batches, or all of a reviewer since a time.",
        usage: "rarity revert BATCH… [--restore] [--as NAME]\nrarity revert --by NAME --since 2026-11-24T08:00 [--as NAME]")

    @Argument(help: ArgumentHelp("Batches, as rarity log --json names them.", valueName: "batch"))
    var batches: [String] = []

    @Option(help: ArgumentHelp("The reviewer whose decisions are taken back.", valueName: "name"))
    var by: String?

    @Option(help: ArgumentHelp("From this time on, UTC: 2026-11-24, 2026-11-24T08:00, today, yesterday, 2h.", valueName: "time"))
    var since: String?

    @Flag(help: "Do the batches again instead.")
    var restore = false

    @OptionGroup var reviewer: ReviewerOption
    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard batches.isEmpty != (by == nil) else { throw ValidationError("Give batches, or --by NAME with --since TIME.") }
        guard (by == nil) == (since == nil) else { throw ValidationError("--by and --since belong together.") }
        if restore, by != nil { throw ValidationError("--restore wants batches.") }
        if let since, Self.milliseconds(since) == nil {
            throw ValidationError("\"\(since.printable())\" is no time; one is like 2026-11-24, 2026-11-24T08:00, today or 2h.")
        }
    }

    func run() throws {
        let store = try options.openStore()
        let who = try reviewer.resolved()
        let outcome: RevertOutcome
        if let by, let time = since.flatMap(Self.milliseconds) {
            outcome = try store.revert(everythingBy: by, since: time, by: who)
        } else {
            outcome = restore ? try store.restore(batches: batches, by: who) : try store.revert(batches: batches, by: who)
        }
        if options.json { return try Console.print(json: Result(batches: outcome.batches, frames: outcome.changed.count)) }
        options.message("\(counted(outcome.batches.count, "decision")) \(restore ? "done again" : "taken back"), \(counted(outcome.changed.count, "frame")).")
    }

    private static func milliseconds(_ text: String) -> Int64? {
        Moment.milliseconds(text, now: Int64(Date().timeIntervalSince1970 * 1000))
    }

    private struct Result: Encodable {
        let batches: [String]
        let frames: Int
    }
}
