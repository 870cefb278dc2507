// `rarity suspects`: which labels are probably wrong.

import ArgumentParser
import Frames
import Ingest
import Model
import Review

struct SuspectsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspects",
        abstract: "Rank labels by how probably they are wrong: every human label of the project, or cleanlab's list of a file.",
        discussion: """
            Of the project, frames of one shot with one label are judged as one. The signal says who spoke: the head that never \
            saw the shot (out of shot), or the most similar frames, those of the same shot too (neighbours).
            """)

    @Argument(help: "Episodes such as S01E03; all unless given.")
    var episodes: [EpisodeCode] = []

    @Option(help: ArgumentHelp("Judge this CSV (label, p_<class>) instead of the project; - is standard input.", valueName: "file.csv"))
    var predictions: String?

    @OptionGroup var options: CommonOptions

    func validate() throws {
        if predictions != nil && !episodes.isEmpty { throw ValidationError("--predictions judges a file; name no episodes beside it.") }
    }

    func run() throws {
        if let predictions { return try ofFile(predictions) }
        let store = try options.openStore()
        let wanted = Set(try store.wanted(episodes).map(\.code))
        let scores = try StageRun.run(options) { try SuspectScores.run(store, context: $0) }.filter { wanted.contains($0.number.episode) }
        if options.json { return try Console.print(json: ["issues": scores.map(ProjectIssue.init)]) }
        var table = Table(["frame", "label", "predicted", "score", "signal"], numbers: [3])
        for one in scores {
            table.add([one.number.description, one.label.name, one.predicted.name, FiguresTable.share(one.score), one.signal.rawValue])
        }
        for line in table.lines { Console.print(line) }
    }

    private func ofFile(_ path: String) throws {
        let file = try PredictionFile.read(path: path)
        ProblemList.show(file.problems, options)
        let table = file.table, found = ConfidentLearning(table)
        let issues = found.issues.map { row in
            FileIssue(row: file.rows[row].row, label: file.classes[table.labels[row]], predicted: file.classes[table.predicted(row)],
                      self_confidence: found.selfConfidence[row], normalized_margin: found.normalizedMargin[row])
        }
        if options.json {
            return try Console.print(json: FileResult(issues: issues, n: table.count, classes: file.classes, thresholds: found.joint.thresholds,
                                                      confident_joint: found.joint.calibrated, confident_joint_raw: found.joint.raw))
        }
        var shown = Table(["row", "label", "predicted", "confidence", "margin"], numbers: [0, 3, 4])
        for one in issues {
            shown.add(["\(one.row)", one.label.printable(), one.predicted.printable(), FiguresTable.share(one.self_confidence), FiguresTable.share(one.normalized_margin)])
        }
        for line in shown.lines { Console.print(line) }
        options.message("\(issues.count) of \(counted(table.count, "label")) are probably wrong.")
    }

    private struct ProjectIssue: Encodable {
        let frame, label, predicted, signal: String
        let score, self_confidence, content: Double
        let group: Int
        let drivers: [InformationContent.Driver]

        init(_ one: SuspectScore) {
            (frame, label, predicted) = (one.number.description, one.label.name, one.predicted.name)
            (signal, score, self_confidence, group) = (one.signal.rawValue, one.score, one.selfConfidence, one.group)
            (content, drivers) = (one.content, one.drivers)
        }
    }

    private struct FileIssue: Encodable {
        let row: Int
        let label, predicted: String
        let self_confidence, normalized_margin: Double
    }

    private struct FileResult: Encodable {
        let issues: [FileIssue]
        let n: Int
        let classes: [String]
        let thresholds: [Double]
        let confident_joint, confident_joint_raw: [[Int]]
    }
}
