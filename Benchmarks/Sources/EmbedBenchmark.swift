// bench-embed: whole episodes from their JPEGs to kept embeddings, beside the trunk alone on two threads.

import Demo
import Foundation
import Frames
import Model
import Review

enum EmbedBenchmark {
    /// `rarity-bench embed FOLDER [TURNS]`: a demo of 3 x 600 frames of 640x360 is drawn into FOLDER, or found there.
    static func run(_ arguments: [String]) throws {
        guard let folder = arguments.first else { throw BenchmarkError("embed wants a folder for the film") }
        let turns = arguments.dropFirst().first.flatMap(Int.init) ?? 5
        let images = try film(folder)
        if turns == 0 { return }
        let jobs = try images.enumerated().map { index, images in
            let frames = try FileManager.default.contentsOfDirectory(atPath: images).sorted()
                .compactMap { FrameNumber(text: $0.replacingOccurrences(of: ".jpg", with: "")) }
            return EmbeddingJob(episode: EpisodeCode(season: 1, episode: index + 1), frames: frames, imageFolder: images)
        }
        var lines: [String] = []
        for input in TrunkInput.allCases {
            for precision in TrunkPrecision.allCases where precision == .float32 || TrunkPrecision.fastest == .int8 {
                let name = TrunkName(input: input, precision: precision)
                let trunk = try Trunk(name)
                var whole: [Double] = [], alone: [Double] = []
                for _ in 0..<max(1, turns) {
                    alone.append(rate(trunk, count: precision == .float32 ? 200 : 800))
                    whole.append(try embed(jobs, name, folder))
                }
                let (ours, peer) = (median(whole), median(alone))
                let size = input == .h180w320 ? "" : "-\(input.rawValue)"
                lines.append(String(format: "ratio embed-%@%@ ours=%.1f peer=%.1f unit=frames/s ratio=%.2f",
                                    precision.rawValue, size, ours, peer, ours / peer))
            }
        }
        print("\(jobs.reduce(0) { $0 + $1.frames.count }) frames, 2 threads; peer: the trunk alone, pictures in memory")
        for line in lines { print(line) }
    }

    private static func film(_ folder: String) throws -> [String] {
        let film = folder + "/film"
        if !FileManager.default.fileExists(atPath: film + "/truth.csv") {
            _ = try DemoFilm.draw(into: film, settings: DemoSettings(seed: 1))
        }
        return try FileManager.default.contentsOfDirectory(atPath: film).filter { $0.hasPrefix("S01E") && !$0.hasSuffix(".csv") }
            .sorted().map { "\(film)/\($0)" }
    }

    /// Frames a second from nothing, the time on the clock.
    private static func embed(_ jobs: [EmbeddingJob], _ name: TrunkName, _ folder: String) throws -> Double {
        let target = EmbeddingFolder(database: folder + "/run/review.db", trunk: name)
        try? FileManager.default.removeItem(atPath: folder + "/run")
        let report = try EmbedFrames.run(jobs, into: target, context: StageContext())
        guard report.problems.isEmpty, report.kept == 0 else { throw BenchmarkError("\(report.summary)") }
        return Double(report.embedded) / report.seconds
    }

    private static func rate(_ trunk: Trunk, count: Int) -> Double {
        let input = trunk.name.input
        var pixels = [UInt8](repeating: 0, count: input.byteCount)
        for i in pixels.indices { pixels[i] = UInt8(truncatingIfNeeded: i * 7 + i / 960 * 3) }
        let picture = RGBImage(width: input.width, height: input.height, pixels: pixels)
        _ = trunk.embed([picture], threads: 1)
        let start = ContinuousClock.now
        _ = trunk.embed([RGBImage](repeating: picture, count: count), threads: 2)
        return Double(count) / ((ContinuousClock.now - start) / .seconds(1))
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
