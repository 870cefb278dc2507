// `rarity estimate`: what a totally new episode will turn out to be, and what its review will cost.

import ArgumentParser
import Frames
import Review

struct EstimateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate",
        abstract: "Estimate a new episode: classes expected, errors left with their interval, keys needed.",
        discussion: "The intervals hold for 95 of 100 episodes that are like the scenes labelled so far.")

    @Argument(help: "An episode such as S01E03.")
    var episode: EpisodeCode

    @OptionGroup var options: CommonOptions

    func run() throws {
        let store = try options.openStore()
        let one = try StageRun.run(options) { try EstimateRarity.run(store, episode, context: $0) }
        ProblemList.show(one.problems, options)
        if options.json { return try Console.print(json: one) }
        Console.print("\(one.episode): \(counted(one.frames, "frame")) in \(counted(one.shots, "shot")) and \(counted(one.scenes, "scene")), \(one.decided) decided; \(one.model.printable())")
        if one.unpredicted > 0 { Console.print("\(counted(one.unpredicted, "frame")) without a readable image: nothing is estimated of them.") }
        Console.print("")
        var table = Table(["", "expected", "95 % interval"], numbers: [1, 2])
        for share in one.classes { table.add([share.name] + Self.cells(share.frames)) }
        table.add(["errors left"] + Self.cells(one.errorsLeft))
        for keys in one.keys { table.add(["keys until \(Int((keys.right * 100).rounded())) % are right"] + Self.cells(keys.keys)) }
        for line in table.lines { Console.print(line) }
        Console.print("\nDrawn from \(counted(one.knownScenes, "labelled scene")), each predicted without itself. Keys: a shot a key, before the head learns from them.")
    }

    private static func cells(_ figure: EstimatedFigure) -> [String] {
        [EvaluationText.decimal(figure.expected, 0), "\(EvaluationText.decimal(figure.lower, 0)) to \(EvaluationText.decimal(figure.upper, 0))"]
    }
}
