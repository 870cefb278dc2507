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

    @Option(help: "Height x width of the network's input, for this project from now on; 180x320 at first.")
    var size: TrunkInput?

    @Option(help: "The arithmetic of the trunk, for this project from now on; at first int8 where the processor has AVX-512 VNNI, else float32.")
    var precision: TrunkPrecision?

    @OptionGroup var options: CommonOptions

    func run() throws {
        let store = try options.openStore()
        let jobs = try store.wanted(episodes).map { try EmbeddingJob($0, of: store) }
        let usual = try store.trunk()
        let trunk = TrunkName(input: size ?? usual.input, precision: precision ?? usual.precision)
        if size != nil || precision != nil { try store.setTrunk(trunk) }
        let folder = EmbeddingFolder(database: store.path, trunk: trunk)
        let report = try StageRun.run(options) { try EmbedFrames.run(jobs, into: folder, context: $0) }
        if options.json { return try Console.print(json: Result(report, trunk)) }
        ProblemList.show(report.notes + report.problems.map(\.reason), options)
        Console.print("\(trunk): \(report.summary)")
    }

    private struct Result: Encodable {
        let trunk: String
        let embedded, kept: Int
        let seconds: Double
        let problems: [Problem]

        struct Problem: Encodable {
            let frame, reason: String
        }

        init(_ report: EmbedReport, _ trunk: TrunkName) {
            self.trunk = trunk.description
            (embedded, kept, seconds) = (report.embedded, report.kept, report.seconds)
            problems = report.problems.map { Problem(frame: $0.frame.description, reason: $0.reason) }
        }
    }
}
