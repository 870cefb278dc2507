// `rarity merge`: the union of two review databases.

import ArgumentParser
import Frames
import Review

struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Take over the decisions of another review database.",
        discussion: "The other file is only read. Merging it again changes nothing; merging the other way round gives the same labels.")

    @Argument(help: ArgumentHelp("The other database.", valueName: "other.db"))
    var other: String

    @OptionGroup var options: CommonOptions

    func run() throws {
        let report = try options.makeStore().merge(other)
        if options.json { return try Console.print(json: report) }
        ProblemList.show(report.problems, options)
        options.message("\(counted(report.events, "event")) taken over, \(report.known) known already; \(counted(report.frames, "new frame"))"
            + ", \(counted(report.changed, "frame")) changed.")
    }
}
