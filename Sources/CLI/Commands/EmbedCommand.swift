// `rarity embed`: every frame through the trunk, once.

import ArgumentParser
import Frames
import Model
import Review

struct EmbedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed",
        abstract: "Embed the frames that have no embedding yet. Ctrl-C loses only the frames in hand; run it again to go on.")

    @Argument(help: "Episodes such as S01E03; all unless given.")
    var episodes: [EpisodeCode] = []

    @Option(help: "Height x width of the network's input.")
    var size = TrunkInput.h180w320

    @Option(help: "The arithmetic of the trunk.")
    var precision = TrunkPrecision.float32

    @OptionGroup var options: CommonOptions

    func run() throws {
        let store = try options.openStore()
        let codes = try store.wanted(episodes).map(\.code)
        let folder = EmbeddingFolder(database: store.path, trunk: TrunkName(input: size, precision: precision))
        let report = try StageRun.run(options) { try EmbedFrames.run(store, codes, into: folder, context: $0) }
        if options.json { return try Console.print(json: Result(report)) }
        ProblemList.show(report.notes + report.problems.map(\.reason), options)
        Console.print(report.summary)
    }

    private struct Result: Encodable {
        let embedded, kept: Int
        let seconds: Double
        let problems: [Problem]

        struct Problem: Encodable {
            let frame, reason: String
        }

        init(_ report: EmbedReport) {
            (embedded, kept, seconds) = (report.embedded, report.kept, report.seconds)
            problems = report.problems.map { Problem(frame: $0.frame.description, reason: $0.reason) }
        }
    }
}
