// `rarity dataset`: class folders for the programs that train on images, kept in step with the labels.

import ArgumentParser
import Foundation
import Frames
import Ingest
import Review

extension DatasetSplit: ExpressibleByArgument {
    public init?(argument: String) { self.init(text: argument) }
}

extension DatasetSplit.Unit: ExpressibleByArgument {}

struct DatasetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dataset",
        abstract: "Bring a data set of class folders in step with the labels in effect, by the fewest copies, moves and deletes.",
        discussion: """
            Into a folder images are linked, else copied; in S3 the server copies them, and images of this machine are uploaded. Nothing is \
            deleted that Rarity did not put there. An interrupted run goes on when it is run again.
            """)

    enum Engine: String, CaseIterable, ExpressibleByArgument {
        case rarity
        case s3Batch = "s3-batch"
    }

    @Argument(help: "Episodes such as S01E03; all unless given. Objects of other episodes stay as they are.")
    var episodes: [EpisodeCode] = []

    @Option(help: ArgumentHelp("Where the data set lies.", valueName: "dir|s3://bucket/folder"))
    var output: String

    @Option(help: ArgumentHelp("Percent to train, validate and test with; without it no split folders.", valueName: "80/20[/n]"))
    var split: DatasetSplit?

    @Option(help: ArgumentHelp("What stays on one side of the split.", valueName: "scene|shot|frame"))
    var by: DatasetSplit.Unit = .scene

    @Option(help: "The same seed gives the same split.")
    var seed: UInt64 = 0

    @Option(help: ArgumentHelp("Who copies: Rarity, or S3 Batch Operations by manifests and job requests that are written to --jobs.", valueName: "rarity|s3-batch"))
    var engine: Engine = .rarity

    @Option(help: ArgumentHelp("Folder for the manifests and job requests of s3-batch.", valueName: "dir"))
    var jobs = "s3-batch"

    @Option(help: ArgumentHelp("The account that runs the jobs of s3-batch.", valueName: "digits"))
    var account: String?

    @Option(help: ArgumentHelp("The role that the jobs of s3-batch take.", valueName: "arn"))
    var role: String?

    @Flag(help: "Say what would be done, and do nothing.")
    var dryRun = false

    @Flag(help: "Only compare what is there with what should be; status 1 where they differ.")
    var verify = false

    @OptionGroup var options: CommonOptions

    func validate() throws {
        if split == nil, by != .scene { throw ValidationError("--by says how --split divides; give --split 80/20 too.") }
        if output.isEmpty || output.contains("://") && S3Location(text: output) == nil { throw ValidationError("--output is a folder, or s3://bucket/folder.") }
        if engine == .s3Batch, !output.hasPrefix("s3://") { throw ValidationError("--engine s3-batch needs --output s3://bucket/folder.") }
    }

    func run() throws {
        let store = try options.openStore()
        var stage = SyncDataset()
        (stage.episodes, stage.split, stage.unit, stage.seed) = (episodes, split, by, seed)
        stage.isDryRun = dryRun || verify
        stage.remoteFolder = try remoteFolder()
        let report = try StageRun.run(options) { try stage.run(store, place($0), context: $0) }
        try show(report)
        if engine == .s3Batch, !dryRun { sayHowToRun() }
        let differs = report.copies + report.moves + report.deletes > 0
        if report.failed > 0 || verify && differs { throw ExitCode.failure }
    }

    private func sayHowToRun() {
        guard let root = S3Location(text: output) else { return }
        let place = BatchPlace(root: root, folder: jobs, account: account, role: role)
        options.message("Job requests → \(jobs.printable(limit: 200)). Copy the manifests there to \(place.manifests), then a job each:")
        options.message("aws s3control create-job --cli-input-json file://\(jobs.printable(limit: 200))/\(split == nil ? "" : "train-")Rare.json")
        if account == nil || role == nil { options.message("Put the account and the role into the requests, or name them with --account and --role.") }
    }

    private func show(_ report: DatasetReport) throws {
        for notice in report.notices { options.message(notice) }
        ProblemList.show(report.problems, options)
        if options.json { return try Console.print(json: Result(report)) }
        for line in Self.table(report.folders).lines { Console.print(line) }
        let steps = "\(grouped(report.copies)) \(report.copies == 1 ? "copy" : "copies"), \(counted(report.moves, "move")), \(counted(report.deletes, "delete"))"
        Console.print("\(report.place.printable(limit: 300)): \(dryRun || verify ? "would be " : "")\(steps); \(report.unchanged) unchanged")
        for (number, what) in [
            (report.withoutClass, "without a class left out"), (report.withoutImage, "without an image left out"),
            (report.contested, "contested, by the latest label"),
        ] where number > 0 { options.message("\(counted(number, "frame")) \(what).") }
        if report.foreign > 0 { options.message("\(counted(report.foreign, "object")) there that Rarity did not put there, left alone.") }
        if report.lost > 0 { options.message("\(counted(report.lost, "object")) of ours had been removed or replaced there.") }
        if report.failed > 0 { options.message("\(counted(report.failed, "object")) not in step. Mend what is said above, and run it again.") }
    }

    /// Classes by side.
    private static func table(_ folders: [(name: String, objects: Int)]) -> Table {
        let parts = folders.map { ($0.name.split(separator: "/").map(String.init), $0.objects) }
        let sides = ["train", "validate", "test"].filter { side in parts.contains { $0.0.count > 1 && $0.0[0] == side } }
        let columns = sides.isEmpty ? ["images"] : sides
        var table = Table([""] + columns, numbers: Set(1...columns.count))
        for rarity in RarityClass.allCases {
            table.add([rarity.name] + columns.map { side in
                String(parts.filter { $0.0.last == rarity.name && ($0.0.count == 1 || $0.0[0] == side) }.reduce(0) { $0 + $1.1 })
            })
        }
        return table
    }

    /// `dataset --json`
    private struct Result: Encodable {
        let copies, moves, deletes, unchanged: Int
        let failed, foreign, lost, without_class, without_image, contested: Int
        let folders: [String: Int]
        let place: String
        let problems, notices: [String]

        init(_ report: DatasetReport) {
            (copies, moves, deletes, unchanged) = (report.copies, report.moves, report.deletes, report.unchanged)
            (failed, foreign, lost, contested) = (report.failed, report.foreign, report.lost, report.contested)
            (without_class, without_image) = (report.withoutClass, report.withoutImage)
            folders = Dictionary(report.folders.map { ($0.name, $0.objects) }) { $0 + $1 }
            (place, problems, notices) = (report.place, report.problems, report.notices)
        }
    }
}
