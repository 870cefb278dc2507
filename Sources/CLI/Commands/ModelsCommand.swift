// `rarity models`: the kept models, and which of them speaks.

import ArgumentParser
import Foundation
import Frames
import Review

struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "List the kept models with their figures, newest first; `use NAME` makes one current, `compare A B` shows what changed, `card NAME` describes one.",
        subcommands: [List.self, Use.self, Compare.self, Card.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the kept models.")

        @OptionGroup var options: CommonOptions

        func run() throws {
            let models = try options.openStore().models()
            if options.json { return try Console.print(json: ["models": models.map(Row.init)]) }
            if models.isEmpty { return options.message("No model was trained yet: rarity train.") }
            var table = Table(["", "model", "made", "labels", "scenes", "shots", "random"], numbers: [3, 4, 5, 6])
            for model in models {
                let figures = ModelFigures(model), validation = figures?.validation
                let rights = [validation?.scenes, validation?.shots, validation?.random].map { $0.map { FiguresTable.share($0.right) } ?? "-" }
                table.add([model.isCurrent ? "*" : "", model.name.printable(), Row.time(model.made),
                           figures.map { "\($0.labels.reduce(0, +))" } ?? "-"] + rights)
            }
            for line in table.lines { Console.print(line) }
        }
    }

    struct Use: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a kept model current: its predictions are shown from now on.")

        @Argument(help: "The name of the model, as `rarity models` lists it.")
        var name: String

        @OptionGroup var options: CommonOptions

        func run() throws {
            let store = try options.openStore()
            try store.useModel(name: name)
            if options.json { return try Console.print(json: ["current": name]) }
            options.message("\(name.printable()) is current.")
        }
    }

    struct Compare: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare two kept models by the labels that people gave: frames that flipped to right, and to wrong.")

        @Argument(help: "The earlier model.")
        var before: String

        @Argument(help: "The later model.")
        var after: String

        @OptionGroup var options: CommonOptions

        func run() throws {
            let comparison = try options.openStore().compare(before, after)
            if options.json { return try Console.print(json: ComparisonText.JSON(comparison)) }
            for line in ComparisonText.lines(comparison, most: 20) { Console.print(line) }
        }
    }

    struct Card: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a model's card in Markdown: what it is, what it learned from, how good it is.")

        @Argument(help: "The name of the model; the current one unless given.")
        var name: String?

        @OptionGroup var options: CommonOptions

        func run() throws {
            let model = try options.openStore().keptModel(named: name)
            Console.write(ModelCard.markdown(model))
        }
    }

    /// A model of `models --json`.
    private struct Row: Encodable {
        let name, kind, made: String
        let parent: String?
        let current: Bool
        let last_event: Int64
        let figures: ModelFigures?

        init(_ model: ModelRecord) {
            (name, kind, parent, current) = (model.name, model.kind, model.parent, model.isCurrent)
            (made, last_event, figures) = (Self.time(model.made), model.lastEvent, ModelFigures(model))
        }

        static func time(_ milliseconds: Int64) -> String {
            Date(timeIntervalSince1970: Double(milliseconds) / 1000).formatted(.iso8601)
        }
    }
}
