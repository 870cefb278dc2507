// `rarity export model`: trunk and head as one file for other tools.

import ArgumentParser
import Frames
import Model
import Review

extension PortableModel.Format: ExpressibleByArgument {}

struct ExportModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model",
        abstract: "Write a model as one file that needs no Rarity, with a card in Markdown beside it.",
        discussion: "onnx: trunk and head in one graph, pictures of n x height x width x 3 bytes in, probabilities out. safetensors: all weights by name.")

    @Argument(help: "The name of the model; the current one unless given.")
    var name: String?

    @Option(help: ArgumentHelp("The form.", valueName: "onnx|safetensors"))
    var format: PortableModel.Format?

    @Option(help: ArgumentHelp("The file; MODEL.onnx or MODEL.safetensors unless given, and then the form follows its ending.", valueName: "file"))
    var output: String?

    @OptionGroup var options: CommonOptions

    func run() throws {
        let store = try options.openStore()
        let ending = PortableModel.Format.allCases.first { output?.lowercased().hasSuffix(".\($0.rawValue)") == true }
        let report = try ExportModel.run(store, name: name, format: format ?? ending ?? .onnx, to: output)
        if options.json { return try Console.print(json: Result(model: report.model, file: report.file, card: report.card, bytes: report.bytes)) }
        if let note = report.note { options.message(note) }
        options.message("\(report.model.printable()) → \(report.file.printable(limit: 200)) (\(report.bytes / 1_000_000) MB), card → \(report.card.printable(limit: 200))")
    }

    private struct Result: Encodable {
        let model, file, card: String
        let bytes: Int
    }
}
