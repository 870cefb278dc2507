// `rarity shots`: finds shots and scenes.

import ArgumentParser
import Frames
import Review

struct ShotsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shots", abstract: "Find the shots and scenes of episodes from their images, again where they were found before.")

    @Argument(help: "Episodes such as S01E03; all unless given.")
    var episodes: [EpisodeCode] = []

    @OptionGroup var options: CommonOptions

    func run() throws {
        let store = try options.openStore()
        let codes = try store.wanted(episodes).map(\.code)
        let reports = try StageRun.run(options) { try FindShots.run(store, codes, context: $0) }
        if let first = reports.first, reports.allSatisfy({ $0.shots == 0 && $0.frames > 0 }) {
            throw ReviewError.invalid(first.problems.first ?? "\(first.episode): no image could be read.")
        }
        if options.json { return try Console.print(json: ["episodes": reports]) }
        ProblemList.show(reports.flatMap(\.problems), options)
        var table = Table(["episode", "frames", "shots", "scenes", "no image"], numbers: [1, 2, 3, 4])
        for report in reports {
            table.add([report.episode, "\(report.frames)", "\(report.shots)", "\(report.scenes)", "\(report.problems.count)"])
        }
        for line in table.lines { Console.print(line) }
    }
}
