// `rarity status`: where every episode and its queues stand, how fast it goes, and how far reviewers agree.

import ArgumentParser
import Frames
import Review

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show where every episode and its queues stand, the pace, and how far reviewers agree.")

    @OptionGroup var reviewer: ReviewerOption
    @OptionGroup var options: CommonOptions

    func run() throws {
        let store = try options.openStore()
        let status = try Status(store, reviewer: reviewer.resolved())
        if options.json { return try Console.print(json: status) }
        for lines in [status.episodeTable, status.queueTable, status.agreementTable] where lines.count > 1 {
            for line in lines { Console.print(line) }
            Console.print("")
        }
        Console.print(status.paceLine)
        Console.print(status.model.map { "Model: \($0.printable())." } ?? "No model yet: rarity train makes one.")
    }
}
