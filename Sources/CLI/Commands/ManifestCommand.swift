// `rarity manifest`: the labels in effect, for the programs that train on them.

import ArgumentParser
import Foundation
import Frames
import Ingest
import Review

struct ManifestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manifest", abstract: "Write the class in effect of each image.")

    @Argument(help: "Episodes such as S01E03; all unless given.")
    var episodes: [EpisodeCode] = []

    @Option(help: ArgumentHelp("JSON lines or CSV.", valueName: "jl|csv"))
    var format: ManifestFormat = .jl

    @Option(help: ArgumentHelp("One file for all; - is standard output. Unless given, each episode's manifest_file.", valueName: "path"))
    var output: String?

    @OptionGroup var options: CommonOptions

    func run() throws {
        let store = try options.openStore()
        let summaries = try store.wanted(episodes)
        let manifests = try summaries.map { try store.manifest($0.code) }
        guard let output else {
            for (summary, manifest) in zip(summaries, manifests) {
                // The database too comes from outside.
                guard FileReplacement.staysInside(summary.manifestFile) else {
                    throw IngestError.unwritable(path: summary.manifestFile, reason: "it leads out of the working directory. Name a file with --output.")
                }
                try FileReplacement.write(Manifest.text(manifest.lines, format), to: summary.manifestFile, below: ".")
            }
            return try report(zip(summaries, manifests).map { Result($1, path: $0.manifestFile) })
        }
        let text = Manifest.text(manifests.flatMap(\.lines), format)
        if output == "-" {
            Console.write(text)
            for manifest in manifests { options.message(Result(manifest, path: "standard output").line) }
        } else {
            try FileReplacement.write(text, to: output)
            try report(manifests.map { Result($0, path: output) })
        }
    }

    private func report(_ results: [Result]) throws {
        if options.json { return try Console.print(json: ["manifests": results]) }
        for result in results { options.message(result.line) }
    }

    private struct Result: Encodable {
        let episode, path: String
        let lines, without_class, without_url, contested: Int

        init(_ manifest: ManifestExport, path: String) {
            (episode, self.path) = (manifest.episode.description, path)
            (lines, contested) = (manifest.lines.count, manifest.contested)
            (without_class, without_url) = (manifest.withoutClass, manifest.withoutURL)
        }

        var line: String {
            var parts = [counted(lines, "line")]
            if without_class > 0 { parts.append("\(without_class) without a class left out") }
            if without_url > 0 { parts.append("\(without_url) without a base URL left out") }
            if contested > 0 { parts.append("\(contested) contested") }
            return "\(episode) → \(path.printable(limit: 200)): \(parts.joined(separator: ", "))"
        }
    }
}
