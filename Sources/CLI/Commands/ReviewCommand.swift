// `rarity review`: the app, which is also what `rarity` alone opens.

import ArgumentParser
import Foundation
import Frames
import Review
import TUI

struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Open the app: see frames, correct their classes, retrain.",
        discussion: "With no database yet it offers the demo, or an episodes file to import."
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp("Where to begin: S01E03, or a frame number.", valueName: "episode|frame"))
    var place: String?

    @Option(help: ArgumentHelp("Begin with a queue, such as suspects or audit; rarity next --help lists them.", valueName: "queue"))
    var queue: QueueName?

    @OptionGroup var reviewer: ReviewerOption

    @Option(help: ArgumentHelp("truecolor, 256, 8, mono or ascii; else what the terminal can do.", valueName: "colours"))
    var color: ColourMode?

    func validate() throws {
        if let place, EpisodeCode(text: place) == nil, FrameNumber(text: place) == nil {
            throw ValidationError("\(place.printable()) is neither an episode (S01E03) nor a frame number.")
        }
    }

    func run() throws {
        if !ReviewStore.exists(path: common.database) {
            guard try Welcome.offer(common) else { return }
        }
        let store = try common.openStore()
        let settings = try Settings.load()
        let start = App.Start(
            reviewer: try reviewer.resolved(), episode: place.flatMap { EpisodeCode(text: $0) },
            frame: place.flatMap { FrameNumber(text: $0) }, queue: queue, colour: color,
            preferences: try settings.preferences())
        try App.run(store: store, start: start, jobs: .standard(prices: settings.prices))
    }
}
