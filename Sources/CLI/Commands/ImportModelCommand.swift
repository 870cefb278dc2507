// `rarity import-model`: a model that was exported here or elsewhere.

import ArgumentParser
import Frames
import Review

struct ImportModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-model",
        abstract: "Bring in a model that rarity export model wrote, as ONNX or safetensors; it predicts what it predicted where it was made.",
        discussion: "It is kept beside the others and stays as it is: rarity models use NAME makes it current, and then labels teach it nothing until the next rarity train.")

    @Argument(help: ArgumentHelp("The file.", valueName: "file"))
    var file: String

    @OptionGroup var options: CommonOptions

    func run() throws {
        let store = try options.openStore()
        let report = try StageRun.run(options) { try ImportModel.run(store, path: file, context: $0) }
        if options.json { return try Console.print(json: Result(model: report.model, origin: report.origin, predicted: report.predicted)) }
        ProblemList.show(report.problems, options)
        options.message("\(report.origin.printable()) is kept as \(report.model); \(counted(report.predicted, "frame")) predicted. rarity models use \(report.model) makes it current.")
    }

    private struct Result: Encodable {
        let model, origin: String
        let predicted: Int
    }
}
