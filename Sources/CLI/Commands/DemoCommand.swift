// `rarity demo`: draws the demo film and imports it.

import ArgumentParser
import Demo
import Ingest
import Review

struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Draw the demo film, a cartoon of several episodes with faulty sheets and its exact truth, and import it.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "The folder for the film.")
    var directory = "episodes/demo"

    @Option(help: "How many episodes; the last of several is new and has no classes.")
    var episodes = DemoSettings.standard.episodes

    @Option(help: "Drawn frames an episode.")
    var frames = DemoSettings.standard.frames

    @Option(help: "Draw every N-th of the 24 frames a second.")
    var every = DemoSettings.standard.every

    @Option(help: ArgumentHelp("Width and height in pixels.", valueName: "WxH"))
    var size = PictureSize(width: DemoSettings.standard.width, height: DemoSettings.standard.height)

    @Option(help: "The same seed draws the same film.")
    var seed = DemoSettings.standard.seed

    var settings: DemoSettings {
        DemoSettings(episodes: episodes, frames: frames, every: every, width: size.width, height: size.height, seed: seed)
    }

    func validate() throws {
        do { try settings.check() } catch { throw ValidationError(error.description) }
    }

    func run() throws {
        let line = ProgressLine(common)
        let paths = try DemoFilm.draw(into: directory, settings: settings, progress: { done, total in
            line.show(StageProgress(title: "drawing", done: done, total: total))
        })
        line.end()
        let reports = try PrepareData(file: paths.episodesFile).run(try common.makeStore()).reports
        let problems = reports.flatMap(\.problems)
        if common.json {
            return try Console.print(json: Result(frames: paths.frames, episodes: episodes, problems: problems))
        }
        ProblemList.show(problems, common)
        common.message("Drew and imported \(paths.frames) frames of \(episodes) episodes: \(paths.episodesFile)")
    }

    private struct Result: Encodable {
        let frames, episodes: Int
        let problems: [SheetProblem]
    }
}

/// `640x360`.
struct PictureSize: ExpressibleByArgument, CustomStringConvertible {
    let width: Int
    let height: Int

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    init?(argument: String) {
        let parts = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, let width = Int(parts[0]), let height = Int(parts[1]) else { return nil }
        self.init(width: width, height: height)
    }

    var description: String { "\(width)x\(height)" }
    var defaultValueDescription: String { description }
}
