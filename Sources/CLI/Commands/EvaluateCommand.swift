// `rarity evaluate`: how often the predictions are wrong, how far, and at what price.

import ArgumentParser
import Frames
import Ingest
import Review

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Error evaluation: of the project, out of shot and over the human labels, or of any file of predictions.",
        discussion: """
            A file has the columns label and p_<class>, and may have scene (the interval is drawn over scenes) and label2 \
            (a second reviewer). Prices of the classes: a table [prices] in rarity.toml.
            """)

    @Option(help: ArgumentHelp("Judge this CSV instead of the project; - is standard input.", valueName: "file.csv"))
    var predictions: String?

    @Option(help: ArgumentHelp("Write the report there too.", valueName: "file"))
    var html: String?

    @Option(help: "How scenes and frames come into folds, and which scenes the interval draws.")
    var seed: UInt64 = 0

    @OptionGroup var options: CommonOptions

    func run() throws {
        let prices = try Settings.load().prices
        if let predictions {
            let file = try PredictionFile.read(path: predictions)
            ProblemList.show(file.problems, options)
            guard !file.rows.isEmpty else { throw ReviewError.invalid("\(file.name.printable()) has no row with a label and its probabilities.") }
            let evaluation = EvaluateErrors.run(file, prices: prices, seed: seed)
            if let html { try ReportFile.write(ReportContent(evaluation, title: file.name), to: html, options) }
            return try show(evaluation)
        }
        let store = try options.openStore()
        let (evaluation, problems) = try StageRun.run(options) { try EvaluateErrors.run(store, prices: prices, seed: seed, context: $0) }
        ProblemList.show(problems, options)
        if let html {
            let content = try StageRun.run(options) { try ReportContent(store, evaluation, prices: prices, context: $0) }
            try ReportFile.write(content, to: html, options)
        }
        try show(evaluation)
    }

    private func show(_ evaluation: ErrorEvaluation) throws {
        if options.json { return try Console.print(json: evaluation) }
        for line in EvaluationText.lines(evaluation) { Console.print(line) }
    }
}
