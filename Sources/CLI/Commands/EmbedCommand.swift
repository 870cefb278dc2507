// `rarity embed`: every frame through the trunk, once; on one machine, or a share on each of many.

import ArgumentParser
import Foundation
import Frames
import Ingest
import Model
import Review

struct EmbedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed",
        abstract: "Embed the frames that have no embedding yet. Ctrl-C loses only the frames in hand; run it again to go on.",
        discussion: """
            In a job array of Slurm, an array job of AWS Batch or an indexed job of Kubernetes each task makes its share by \
            itself; rarity embed --merge DIR puts the shares together (docs/cluster.md).
            """)

    @Argument(help: "Episodes such as S01E03, all unless given; with --merge also the place of the shares.")
    var words: [String] = []

    @Option(help: "Height x width of the network's input.")
    var size = TrunkInput.h180w320

    @Option(help: "The arithmetic of the trunk.")
    var precision = TrunkPrecision.float32

    @Option(help: ArgumentHelp("Make this share only, counted from 0, such as 3/16; auto, or nothing: the batch system's; off: all.", valueName: "i/n"))
    var shard: String?

    @Option(help: ArgumentHelp("Where shares meet: a folder or s3://bucket/prefix (default: .rarity/shards beside the database).", valueName: "place"))
    var output: String?

    @Flag(help: "Check that all shares are there and whole, and put them together.")
    var merge = false

    @OptionGroup var options: CommonOptions

    func validate() throws {
        let others = words.filter { EpisodeCode(text: $0) == nil }
        guard others.count <= (merge ? 1 : 0) else {
            throw ValidationError("\"\(others[0].printable())\" is no episode; one is like S01E03.")
        }
        guard others.isEmpty || output == nil else { throw ValidationError("--output and \(others[0].printable()) both name the place of the shares.") }
        guard !merge || shard == nil else { throw ValidationError("--merge takes all shares: leave --shard out.") }
        if let shard, !["auto", "off"].contains(shard), Shard(text: shard) == nil {
            throw ValidationError("--shard takes I/N with I from 0 to N - 1, such as 0/16; or auto, or off.")
        }
    }

    func run() throws {
        let store = try options.openStore()
        let codes = try store.wanted(words.compactMap { EpisodeCode(text: $0) }).map(\.code)
        let trunk = TrunkName(input: size, precision: precision)
        let folder = EmbeddingFolder(database: store.path, trunk: trunk)
        if merge { return try mergeShards(try EmbeddingJob.all(codes, of: store), into: folder, store) }
        let share = try share()
        let report = try StageRun.run(options) { context in
            guard let share else { return try EmbedFrames.run(store, codes, into: folder, context: context) }
            return try EmbedShards.run(store, codes, share, at: try place(store, trunk, context), context: context)
        }
        if options.json { return try Console.print(json: Result(report, share)) }
        ProblemList.show(report.notes + report.problems.map(\.reason), options)
        Console.print((share.map { "shard \($0): " } ?? "") + report.summary)
    }

    /// The share that was asked for, or that the batch system gives.
    private func share() throws -> Shard? {
        if shard == "off" { return nil }
        if let shard, shard != "auto" { return Shard(text: shard) }
        let assigned = try Shard.assigned(ProcessInfo.processInfo.environment)
        if let assigned {
            options.message("Shard \(assigned.shard), as \(assigned.variable) says; --shard off embeds all.")
        } else if shard == "auto" {
            throw ReviewError.invalid("--shard auto: this is no task of a Slurm array, an AWS Batch array job or an indexed Kubernetes job. Give --shard I/N.")
        }
        return assigned?.shard
    }

    private func mergeShards(_ jobs: [EmbeddingJob], into folder: EmbeddingFolder, _ store: ReviewStore) throws {
        let report = try StageRun.run(options) { context in
            try EmbedShards.merge(jobs, from: try place(store, folder.trunk, context), into: folder, context: context)
        }
        if options.json { return try Console.print(json: ["shards": report.shards, "episodes": report.episodes, "frames": report.frames, "missing": report.missing]) }
        Console.print("\(counted(report.shards, "shard")) merged: \(counted(report.frames, "frame")) of \(counted(report.episodes, "episode"))"
            + (report.missing > 0 ? ", \(report.missing) have no usable image." : "."))
    }

    private func place(_ store: ReviewStore, _ trunk: TrunkName, _ context: StageContext) throws -> ShardPlace {
        let cache = (store.cacheFolder as NSString).appendingPathComponent("shards")
        guard let named = output ?? words.first(where: { EpisodeCode(text: $0) == nil }) else { return ShardPlace(folder: cache, trunk: trunk) }
        guard named.hasPrefix("s3:") else { return ShardPlace(folder: named, trunk: trunk) }
        guard let location = S3Location(text: named) else {
            throw ReviewError.invalid("\"\(named.printable())\" is no place in S3; one is like s3://bucket/prefix.")
        }
        return ShardPlace(try S3Client(cancelled: { context.isCancelled }), location, cache: cache, trunk: trunk)
    }

    private struct Result: Encodable {
        let embedded, kept: Int
        let seconds: Double
        let shard: String?
        let problems: [Problem]

        struct Problem: Encodable {
            let frame, reason: String
        }

        init(_ report: EmbedReport, _ share: Shard?) {
            (embedded, kept, seconds, shard) = (report.embedded, report.kept, report.seconds, share?.description)
            problems = report.problems.map { Problem(frame: $0.frame.description, reason: $0.reason) }
        }
    }
}
