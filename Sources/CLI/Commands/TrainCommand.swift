// `rarity train`: a new model from the labels that people gave.

import ArgumentParser
import Frames
import Review

extension TrainSettings.Head: ExpressibleByArgument {}

struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train on human labels, predict every frame, and print how good the model is on what it has not seen.",
        discussion: """
            Shots and embeddings that are missing are made first. The columns of the classes are recalls: the share of \
            their frames that is found. Scenes and shots held out tell how good the model is; random frames flatter it.

            --network trains a whole network from nothing instead, for comparison: minutes to hours, on 80 % of the frames. \
            keras is the earlier system's, compact a small modern one. It is kept as a model, and becomes current only \
            where there is none: `rarity models use NAME`. Stopped with Ctrl-C it goes on with --resume.

            --fine-tune N trains the last N blocks of the trunk from its own weights, beginning with the ridge on the frozen \
            trunk, and prints both for the same scenes and shots. It is kept and resumed like a network.
            """)

    @Option(help: "ridge unless given, which learns on with every label; or logistic, which starts from its last state and stays as it is.")
    var head: TrainSettings.Head?

    @Option(help: "Folds of the validation.")
    var folds = 5

    @Option(help: "How scenes and frames come into folds.")
    var seed: UInt64 = 0

    @OptionGroup(title: "Training a network") var scratch: NetworkOptions

    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard (2...1_000).contains(folds) else { throw ValidationError("--folds takes a number from 2 to 1000.") }
        if head != nil, scratch.kind != nil { throw ValidationError("--head is what learns on the frozen trunk; --network and --fine-tune train their own.") }
    }

    func run() throws {
        let store = try options.openStore()
        if let kind = scratch.kind { return try scratch.train(kind, store, seed: seed, options) }
        let head = head ?? .ridge
        let settings = TrainSettings(head: head, folds: folds, seed: seed)
        let report = try StageRun.run(options) { try TrainModel.run(store, settings: settings, context: $0) }
        if options.json { return try Console.print(json: report) }
        ProblemList.show(report.problems, options)
        for line in FiguresTable.lines(report.figures) { Console.print(line) }
        if let line = FiguresTable.subjects(report.figures) { Console.print(line) }
        let seconds = (report.seconds * 100).rounded() / 100
        options.message("\(report.model) trained in \(seconds) s and made current; \(counted(report.predicted, "frame")) predicted"
            + (report.without > 0 ? ", \(report.without) have no image." : ".")
            + (head == .ridge ? "" : " Live learning rests until the next rarity train."))
    }
}
