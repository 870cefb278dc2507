// `rarity status`: where every episode and its queues stand.

import ArgumentParser
import Frames
import Review

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show where every episode and its queues stand.")

    @OptionGroup var options: CommonOptions

    func run() throws {
        let store = try options.openStore()
        let episodes = try store.episodes()
        let model = try store.currentModel()
        if options.json {
            return try Console.print(json: Result(model: model?.name, last_event: store.lastEvent,
                                                  experts: store.experts, episodes: episodes.map(Result.Episode.init)))
        }
        let classes = RarityClass.allCases.map(\.name)
        var table = Table(["episode", "frames", "labelled", "reviewed", "predicted", "differ", "contested", "unsure", "flagged"] + classes,
                          numbers: Set(1..<(9 + classes.count)))
        for episode in episodes {
            table.add([episode.code.description] + [
                episode.frames, episode.labelled, episode.reviewed, episode.predicted, episode.disagreements,
                episode.contested, episode.unsure, episode.flagged,
            ].map(String.init) + episode.counts.map(String.init))
        }
        for line in table.lines { Console.print(line) }
        Console.print(model.map { "Model: \($0.name.printable()), it has seen decision \($0.lastEvent) of \(store.lastEvent)." }
            ?? "No model yet: rarity train makes one.")
    }

    private struct Result: Encodable {
        struct Episode: Encodable {
            let episode, title: String
            let frames, labelled, reviewed, predicted, disagreements, contested, unsure, flagged: Int
            let classes: [String: Int]

            init(_ summary: EpisodeSummary) {
                (episode, title) = (summary.code.description, summary.title)
                (frames, labelled, reviewed) = (summary.frames, summary.labelled, summary.reviewed)
                (predicted, disagreements) = (summary.predicted, summary.disagreements)
                (contested, unsure, flagged) = (summary.contested, summary.unsure, summary.flagged)
                classes = Dictionary(uniqueKeysWithValues: zip(RarityClass.allCases.map(\.name), summary.counts))
            }
        }

        let model: String?
        let last_event: Int64
        let experts: [String]
        let episodes: [Episode]
    }
}
