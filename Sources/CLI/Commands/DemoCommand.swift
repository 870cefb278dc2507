// `rarity demo`: draws the demo film.

import ArgumentParser
import Demo

struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Draw the demo film: a cartoon of several episodes with faulty sheets and its exact truth.")

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
        _ = try draw()
    }

    /// Draws the film, with a line of progress for every tenth of it.
    func draw() throws -> DemoFilm.Paths {
        let quiet = common.quiet
        let paths = try DemoFilm.draw(into: directory, settings: settings, progress: { done, total in
            if !quiet, done * 10 / total > (done - 1) * 10 / total { Console.error("drawing \(done) of \(total) frames") }
        })
        if common.json {
            Console.print(#"{"frames":\#(paths.frames),"episodes":\#(episodes)}"#)
        } else if !quiet {
            Console.error("Drew \(paths.frames) frames. Episodes file: \(paths.episodesFile)")
        }
        return paths
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
