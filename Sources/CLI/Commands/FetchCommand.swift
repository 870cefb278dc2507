// `rarity fetch`: images ahead of time, from S3 or the web.

import ArgumentParser
import Frames
import Ingest
import Review

struct FetchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Fetch the images of frames ahead of time, into .rarity/frames beside the database.",
        discussion: "What is there is not fetched again, so Ctrl-C loses only the images in hand; run it again to go on.")

    @Argument(help: "Episodes such as S01E03; all unless given.")
    var episodes: [EpisodeCode] = []

    @Option(help: ArgumentHelp("The folder that the sizes differ in: \(ImageSize.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "size"))
    var size: ImageSize = .thumbnails

    @OptionGroup var options: CommonOptions

    func run() throws {
        let store = try options.openStore()
        let summaries = try store.wanted(episodes)
        let report = try StageRun.run(options) { try FetchImages.run(store, summaries.map(\.code), size: size, context: $0) }
        if options.json { return try Console.print(json: Result(report)) }
        ProblemList.show(report.problems.map(\.reason), options)
        Console.print(report.summary)
    }

    private struct Result: Encodable {
        let fetched, kept, bytes: Int
        let seconds: Double
        let problems: [Problem]

        struct Problem: Encodable {
            let frame, kind, reason: String
        }

        init(_ report: FetchReport) {
            (fetched, kept, bytes, seconds) = (report.fetched, report.kept, report.bytes, report.seconds)
            problems = report.problems.map { Problem(frame: $0.frame.description, kind: $0.kind, reason: $0.reason) }
        }
    }
}

extension ImageSize: ExpressibleByArgument {}
