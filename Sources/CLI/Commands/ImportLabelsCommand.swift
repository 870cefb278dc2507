// `rarity import-labels`: decisions that were made elsewhere, as one batch that can be undone.

import ArgumentParser
import Frames
import Ingest
import Review

extension ManifestFormat: ExpressibleByArgument {}
extension LabelFormat: ExpressibleByArgument {}

struct ImportLabelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-labels",
        abstract: "Take over labels of other tools or older manifests, as decisions of one reviewer that one undo takes back.")

    @Argument(help: ArgumentHelp("frame,class or img-ref,class as CSV, JSON lines, tasks of Label Studio, or labels.json of FiftyOne, also s3://…; - is standard input.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("Form of the file; unless given, told from its first character, but for fiftyone.", valueName: "csv|jl|label-studio|fiftyone"))
    var format: LabelFormat?

    @OptionGroup var reviewer: ReviewerOption
    @OptionGroup var options: CommonOptions

    func run() throws {
        let labels = try LabelFile(try OuterFile(file).read(), path: file == "-" ? "standard input" : file, format: format)
        let store = try options.openStore()
        let name = try reviewer.resolved()
        let ids = try store.ids(of: labels.rows.map(\.number))
        var items: [RarityClass: [Decision.Item]] = [:]
        var problems = labels.problems
        for row in labels.rows {
            if let id = ids[row.number] {
                items[row.rarity, default: []].append(Decision.Item(frame: id))
            } else {
                problems.append(SheetProblem(sheet: labels.name, row: row.row, found: row.number.description,
                                             action: "no imported sheet has this frame; left out."))
            }
        }
        let decisions = RarityClass.allCases.compactMap { rarity in
            items[rarity].map { Decision(.label(rarity), items: $0, reviewer: name) }
        }
        let outcome = try store.decide(decisions, reviewer: name)
        problems.sort { $0.row < $1.row }
        if options.json {
            return try Console.print(json: Result(labels: outcome.changed.count, overruled: outcome.overruled,
                                                  batch: outcome.batch, problems: problems))
        }
        ProblemList.show(problems, options)
        guard !items.isEmpty else {
            throw ReviewError.invalid("\(labels.name.printable(limit: 300)): holds no label of an imported frame. rarity import-labels --help says what it can be.")
        }
        Console.print("\(counted(outcome.changed.count, "label")) of \(name.printable()) stored, \(counted(problems.count, "row")) left out.")
        if outcome.overruled > 0 { options.message(LabelCommand.overruled(outcome.overruled)) }
    }

    private struct Result: Encodable {
        let labels, overruled: Int
        let batch: String
        let problems: [SheetProblem]
    }
}
