// `rarity similar`: the frames that look most like one.

import ArgumentParser
import Frames
import Review

struct SimilarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar", abstract: "Show the frames that look most like one, across shots and episodes.",
        discussion: "They are compared by the features of the current model; where there is none yet, one is trained first.")

    @Argument(help: "The frame number.")
    var frame: String

    @Argument(help: "Episodes to search, such as S01E03; all unless given.")
    var episodes: [EpisodeCode] = []

    @Option(help: ArgumentHelp("How many.", valueName: "n"))
    var count = 10

    @Flag(help: "Of every other shot only the most similar frame.")
    var shots = false

    @Flag(help: "Only frames that a person labelled.")
    var labelled = false

    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard count >= 1 else { throw ValidationError("--count must be 1 or more.") }
    }

    func run() throws {
        let store = try options.openStore()
        let number = try Words.frame(frame)
        guard let record = try store.frame(number) else { throw ReviewError.invalid("No imported sheet has the frame \(number).") }
        _ = try store.wanted(episodes)
        let searched = Set(episodes)
        let similar = try StageRun.run(options) { context in
            _ = try PredictFrames.run(store, context: context)
            // The frame itself must be known, whichever episodes are searched.
            return try SimilarFrames(store, searched.isEmpty ? [] : searched.union([number.episode]), context: context)
        }
        guard let similar else { throw ReviewError.invalid("Look-alikes are found by the features of a model on the pretrained trunk, and there is none: rarity train.") }
        guard similar.has(record.id) else { throw ReviewError.invalid("\(number) has no embedding: its image is missing or damaged.") }
        let known = try labelled ? store.humanLabelled() : nil
        let inAll = similar.nearest(to: record.id, count: searched.isEmpty ? count : .max, onePerShot: shots, where: known.map { known in { known.contains($0) } })
        let found = inAll.filter { searched.isEmpty || searched.contains($0.episode) }.prefix(count)
        var records: [EpisodeCode: [FrameRecord]] = [:]
        for episode in Set(found.map(\.episode)) { records[episode] = try store.frames(episode) }
        let rows = found.compactMap { one in records[one.episode].map { Row($0[one.position], one.likeness) } }
        if options.json { return try Console.print(json: ["frames": rows]) }
        var table = Table(["frame", "likeness", "label", "predicted"], numbers: [1])
        for row in rows {
            table.add([row.frame, FiguresTable.share(Double(row.likeness)), row.label?.name ?? "", row.predicted?.name ?? ""])
        }
        for line in table.lines { Console.print(line) }
    }

    private struct Row: Encodable {
        let frame: String
        let likeness: Float
        let label, predicted: RarityClass?

        init(_ record: FrameRecord, _ likeness: Float) {
            (frame, self.likeness) = (record.number.description, likeness)
            (label, predicted) = (record.state.label, record.prediction?.rarity)
        }
    }
}
