// The in-process half of the benchmarks: `rarity-bench NAME ARGUMENT…`, a file each.

import Foundation
import Model

let benchmarks: [String: @Sendable ([String]) throws -> Void] = [
    "head": { try HeadBenchmark.run($0) },
    "probabilities": { try ProbabilitiesBenchmark.run($0) },
    "live": { try LiveBenchmark.run($0) },
    "trunk": { try TrunkBenchmark.run($0) },
    "jpeg": { try JPEGBenchmark.run($0) },
    "embed": { try EmbedBenchmark.run($0) },
    "precision": { try PrecisionBenchmark.run($0) },
    "shots": { try ShotsBenchmark.run($0) },
    "loop": { try LoopBenchmark.run($0) },
    "store": { try StoreBenchmark.run($0) },
    "s3-copy": { try CopyBenchmark.run($0) },
    "import": { try StoreBenchmark.importSheet($0) },
    "manifest": { try ManifestBenchmark.run($0) },
    "plan": { try ManifestBenchmark.plan($0) },
    "day": { try DayBenchmark.run($0) },
    "reviewer": { try DayBenchmark.reviewer($0) },
    "train": { try TrainBenchmark.run($0) },
]

@main struct Main {
    static func main() {
        BLAS.useOneThread()
        let words = Array(CommandLine.arguments.dropFirst())
        guard let name = words.first, let run = benchmarks[name] else {
            FileHandle.standardError.write(Data("usage: rarity-bench \(benchmarks.keys.sorted().joined(separator: "|")) …\n".utf8))
            exit(64)
        }
        do { try run(Array(words.dropFirst())) } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }
}

/// What went wrong, in one line.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
