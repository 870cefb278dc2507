// `rarity manifest`: the labels in effect, for the programs that train on them.

import ArgumentParser
import Foundation
import Frames
import Ingest
import Review

struct ManifestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manifest", abstract: "Write the class in effect of each image.",
        discussion: """
            The versioned form keeps a file for every version, S01E01-manifest-2022-05-02T12:43:24.662714.jl, in the folder of --output or of \
            the episode's manifest_file, and writes a new one only when the content differs from the latest.
            """)

    @Argument(help: "Episodes such as S01E03; all unless given.")
    var episodes: [EpisodeCode] = []

    @Option(help: ArgumentHelp("JSON lines, CSV, or JSON lines of src_url and dst_key in versions.", valueName: "jl|csv|versioned"))
    var format: ManifestFormat = .jl

    @Option(help: ArgumentHelp("One file for all, in a folder or a bucket; - is standard output. Unless given, each episode's manifest_file, with .csv for CSV.",
                               valueName: "path|s3://…"))
    var output: String?

    @OptionGroup var options: CommonOptions

    func run() throws {
        let store = try options.openStore()
        let summaries = try store.wanted(episodes)
        if output == nil || format == .versioned && output != "-" {
            try report(summaries.map { try write($0, store) })
        } else if let output {
            if output == "-" {
                let exports = try store.manifest(of: summaries, format) { Console.write($0) }
                for export in exports { options.message(Result(export, path: "standard output").line) }
            } else {
                let exports = try OuterFile(output).write { put in try store.manifest(of: summaries, format, put: put) }
                try report(exports.map { Result($0, path: output) })
            }
        }
    }

    /// A file of its own for an episode.
    private func write(_ episode: EpisodeSummary, _ store: ReviewStore) throws -> Result {
        // The database too comes from outside.
        guard output != nil || FileReplacement.staysInside(episode.manifestFile) else {
            throw IngestError.unwritable(path: episode.manifestFile, reason: "it leads out of the working directory. Name a file with --output.")
        }
        var manifest = Manifest(format)
        manifest.reserve(episode.labelled)
        let export = try store.add(episode.code, to: &manifest)
        guard format == .versioned else {
            let path = format == .csv ? (episode.manifestFile as NSString).deletingPathExtension + ".csv" : episode.manifestFile
            try FileReplacement.write(manifest.bytes, to: path, below: ".")
            return Result(export, path: path)
        }
        let folder = output ?? episode.manifestFile.folderPath
        let (path, isNew) = try OuterFile(folder).write(version: manifest, of: episode.code, below: output == nil ? "." : nil)
        return Result(export, path: path, isNew: isNew)
    }

    private func report(_ results: [Result]) throws {
        if options.json { return try Console.print(json: ["manifests": results]) }
        for result in results { options.message(result.line) }
    }

    private struct Result: Encodable {
        let episode, path: String
        let lines, without_class, without_url, contested: Int
        /// Of the versioned form: whether the content differs from the version before.
        let new: Bool?

        init(_ export: ManifestExport, path: String, isNew: Bool? = nil) {
            (episode, self.path, new) = (export.episode.description, path, isNew)
            (lines, contested) = (export.lines, export.contested)
            (without_class, without_url) = (export.withoutClass, export.withoutURL)
        }

        var line: String {
            var parts = [counted(lines, "line")]
            if without_class > 0 { parts.append("\(without_class) without a class left out") }
            if without_url > 0 { parts.append("\(without_url) without a base URL left out") }
            if contested > 0 { parts.append("\(contested) contested") }
            if new == false { parts.append("the same as the latest version, nothing written") }
            return "\(episode) → \(path.printable(limit: 200)): \(parts.joined(separator: ", "))"
        }
    }
}
