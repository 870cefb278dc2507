// `rarity predict`: what the current model says of every frame, in step with every decision.

import ArgumentParser
import Frames
import Ingest
import Review

struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict", abstract: "Write the predictions of episodes, in step with every decision so far.",
        discussion: "Shots, embeddings and a model that are missing are made first. A frame without a usable image has empty cells.")

    @Argument(help: "Episodes such as S01E03; all unless given.")
    var episodes: [EpisodeCode] = []

    @Option(help: "csv or jl (JSON lines).")
    var format: ManifestFormat?

    @Option(help: ArgumentHelp("The file; standard output unless given.", valueName: "file"))
    var output: String?

    @OptionGroup var options: CommonOptions

    func validate() throws {
        if format == .versioned { throw ValidationError("--format takes csv or jl; versions are kept of manifests.") }
    }

    func run() throws {
        let store = try options.openStore()
        let codes = try store.wanted(episodes).map(\.code)
        let (model, problems) = try StageRun.run(options) { try PredictFrames.run(store, context: $0) }
        ProblemList.show(problems, options)
        let form = format ?? (options.json ? .jl : .csv)
        var text = form == .csv ? PredictedFrame.header + "\n" : ""
        for code in codes {
            for frame in try PredictedFrame.all(store, code, model: model) { text += (form == .csv ? frame.csv : frame.json) + "\n" }
        }
        guard let output, output != "-" else { return Console.write(text) }
        try FileReplacement.write(text, to: output)
        options.message("\(model.printable()) → \(output.printable(limit: 200))")
    }
}
