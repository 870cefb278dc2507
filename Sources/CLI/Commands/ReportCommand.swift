// `rarity report`: the evaluation of the project as one HTML file.

import ArgumentParser
import Frames
import Review

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a report that opens in any browser: errors, reliability, models, class shares, the worst disagreements as pictures.",
        discussion: "One file; nothing in it is fetched from elsewhere. It shows frames of the episodes: share it as you would share those.")

    @Option(help: ArgumentHelp("The file.", valueName: "file"))
    var html: String

    @Option(help: "At most so many disagreements.")
    var pictures = 12

    @Option(help: "How scenes and frames come into folds, and which scenes the interval draws.")
    var seed: UInt64 = 0

    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard (0...1_000).contains(pictures) else { throw ValidationError("--pictures takes a number from 0 to 1000.") }
    }

    func run() throws {
        let store = try options.openStore(), prices = try Settings.load().prices
        let (content, problems) = try StageRun.run(options) { context in
            let (evaluation, problems) = try EvaluateErrors.run(store, prices: prices, seed: seed, context: context)
            return (try ReportContent(store, evaluation, prices: prices, pictures: pictures, context: context), problems)
        }
        ProblemList.show(problems, options)
        try ReportFile.write(content, to: html, options)
        if options.json { try Console.print(json: ["report": html]) }
    }
}
