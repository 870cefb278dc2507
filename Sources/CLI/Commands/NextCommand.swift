// `rarity next`: what a reviewer should see next, from the app's own queues.

import ArgumentParser
import Frames
import Review

extension QueueName: ExpressibleByArgument {}

struct NextCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "next", abstract: "Show what a reviewer should look at next in an episode, and why.",
        discussion: """
            Shots, embeddings and a model that the queue needs are made first. Without --queue: new-episode where nobody \
            has given a class yet, else suspects.

            Queues:
            \(QueueName.allCases.map { "  \($0.rawValue): \($0.summary)" }.joined(separator: "\n"))
            """)

    @Argument(help: "An episode such as S01E03.")
    var episode: EpisodeCode

    @Option(help: ArgumentHelp("The queue.", valueName: "name"))
    var queue: QueueName?

    @Option(help: ArgumentHelp("How many items.", valueName: "n"))
    var count = 1

    @OptionGroup var reviewer: ReviewerOption
    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard count >= 1 else { throw ValidationError("--count must be 1 or more.") }
    }

    func run() throws {
        let store = try options.openStore()
        let summary = try store.episode(episode)
        let name = queue ?? (summary.humanLabelled == 0 ? .newEpisode : .suspects)
        let prices = try Settings.load().prices, who = try reviewer.resolved()
        let hand = try StageRun.run(options) { try FramesAtHand(store, episode, for: name, reviewer: who, prices: prices, context: $0) }
        let page = hand.queue(name, limit: count)
        let items = page.items.map { Item($0, hand) }
        if options.json { return try Console.print(json: Result(queue: name, left: page.left, items: items)) }
        for item in items {
            let suggested = item.suggested.map { "  \($0)" } ?? ""
            Console.print("\(item.frames.first ?? "")\(suggested)  \(item.why)")
        }
        options.message("\(name.rawValue): \(page.left == 0 ? "nothing left" : "\(counted(page.left, "item")) left").")
        if let hint = try store.yield(of: name).hint(against: store.baseYield()) { options.message(hint) }
    }

    private struct Result: Encodable {
        let queue: QueueName
        let left: Int
        let items: [Item]
    }

    private struct Item: Encodable {
        let frames: [String]
        let shot: Int?
        let suggested: RarityClass?
        let why: String
        let split: [Int]

        init(_ item: QueueItem, _ hand: FramesAtHand) {
            frames = item.positions.map { hand.frames[$0].number.description }
            (shot, suggested, why, split) = (item.shot, item.suggested, item.why, item.split)
        }

        enum CodingKeys: CodingKey { case frames, shot, suggested, why, split }

        /// What is not known is null, never a missing key.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(frames, forKey: .frames)
            try container.encode(shot, forKey: .shot)
            try container.encode(suggested, forKey: .suggested)
            try container.encode(why, forKey: .why)
            try container.encode(split, forKey: .split)
        }
    }
}
