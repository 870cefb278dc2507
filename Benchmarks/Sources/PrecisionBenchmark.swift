// bench-precision: the same film learned from float32 and from int8 embeddings, side by side, shots and scenes held out.

import Demo
import Foundation
import Frames
import Ingest
import Model
import Review

enum PrecisionBenchmark {
    /// `rarity-bench precision FOLDER [FILM]`: FILM is a folder with an episodes file, sheets as CSV and images; without it
    /// the demo is drawn into FOLDER, or found there.
    static func run(_ arguments: [String]) throws {
        guard let folder = arguments.first else { throw BenchmarkError("precision wants a folder to work in") }
        let film = arguments.dropFirst().first
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/review.db"
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        let store = try ReviewStore(path: path)
        try film.map { try importFilm($0, into: store) } ?? importDemo(folder + "/film", into: store)
        let seeds: [UInt64] = [0, 1, 2, 3, 4]
        print("\(film == nil ? "demo" : "film"): right in percent, human labels, mean of \(seeds.count) seeds; shots are exact")
        for input in TrunkInput.allCases {
            var table: [TrunkPrecision: (shots: Double, scenes: Double)] = [:]
            for precision in TrunkPrecision.allCases {
                let name = TrunkName(input: input, precision: precision)
                var shots: [Double] = [], scenes: [Double] = []
                for seed in seeds {
                    let settings = TrainSettings(seed: seed, trunk: name)
                    let validation = try TrainModel.run(store, settings: settings, context: StageContext()).figures.validation
                    shots.append(100 * (validation.shots?.right ?? .nan))
                    scenes.append(100 * (validation.scenes?.right ?? .nan))
                }
                table[precision] = (mean(shots), mean(scenes))
            }
            guard let floats = table[.float32], let bytes = table[.int8] else { continue }
            print(String(format: "%@  shots: float32 %.2f, int8 %.2f (%+.2f)  scenes: float32 %.2f, int8 %.2f (%+.2f)", input.rawValue,
                         floats.shots, bytes.shots, bytes.shots - floats.shots, floats.scenes, bytes.scenes, bytes.scenes - floats.scenes))
        }
        try store.close()
    }

    private static func importDemo(_ film: String, into store: ReviewStore) throws {
        let paths = try DemoFilm.draw(into: film)
        for (index, entry) in try EpisodesFile.read(path: paths.episodesFile).enumerated() {
            try store.importEpisode(entry, try EpisodeSheet.readCSV(path: paths.sheets[index], episode: entry.code),
                                    imageFolder: paths.imageFolders[index])
        }
    }

    private static func importFilm(_ film: String, into store: ReviewStore) throws {
        guard let episodes = try FileManager.default.contentsOfDirectory(atPath: film).first(where: { $0.hasSuffix("-episodes.json") }) else {
            throw BenchmarkError("\(film): has no …-episodes.json")
        }
        for entry in try EpisodesFile.read(path: "\(film)/\(episodes)") {
            try store.importEpisode(entry, try EpisodeSheet.readCSV(path: "\(film)/\(entry.code).csv", episode: entry.code),
                                    imageFolder: "\(film)/\(entry.code)")
        }
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}
