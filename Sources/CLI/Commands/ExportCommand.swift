// `rarity export`: what people decided, for other tools; models have a file of their own.

import ArgumentParser
import Frames
import Ingest
import Review

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write what is known for other tools.", subcommands: [Labels.self, ExportModelCommand.self])

    struct Labels: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the labels in effect with their provenance: source, reviewer, time, propagated, contested.",
            discussion: "For label-studio, classes that no person gave are left out of the annotations; predictions stand beside them.")

        @Argument(help: "Episodes such as S01E03; all unless given.")
        var episodes: [EpisodeCode] = []

        @Option(help: ArgumentHelp("The form.", valueName: "csv|jl|label-studio|fiftyone"))
        var format: LabelFormat?

        @Flag(help: "Only classes that a person gave.")
        var human = false

        @Option(help: ArgumentHelp("The file; standard output unless given.", valueName: "file"))
        var output: String?

        @OptionGroup var options: CommonOptions

        func run() throws {
            let store = try options.openStore()
            let labels = try store.wanted(episodes).flatMap { try store.exportedLabels($0.code, humanOnly: human) }
            let text = LabelExport.text(labels, format ?? (options.json ? .jl : .csv), model: try store.currentModel()?.name)
            let contested = labels.filter(\.contested).count
            let summary = counted(labels.count, "label") + (contested > 0 ? ", \(contested) contested" : "")
            guard let output, output != "-" else {
                Console.write(text)
                return options.message(summary)
            }
            try FileReplacement.write(text, to: output)
            options.message("\(summary) → \(output.printable(limit: 200))")
        }
    }
}
