// bench-precision: the same films learned from float32 and from int8 embeddings, side by side, shots and scenes held out.

import Demo
import Foundation
import Frames
import Ingest
import Model
import Review

enum PrecisionBenchmark {
    private static let seeds: [UInt64] = [0, 1, 2, 3, 4]

    /// `rarity-bench precision FOLDER [FILM|FILMS]`: FILM is a folder with an episodes file, sheets as CSV and images; without
    /// it so many demo films (8) are drawn into FOLDER, or found there, the first as `rarity demo` draws it.
    static func run(_ arguments: [String]) throws {
        guard let folder = arguments.first else { throw BenchmarkError("precision wants a folder to work in") }
        let second = arguments.dropFirst().first ?? "8"
        var films: [(name: String, store: ReviewStore)] = []
        if let count = Int(second) {
            for seed in (0..<UInt64(max(1, count))).map({ DemoSettings.standard.seed + $0 }) {
                let store = try freshStore("\(folder)/\(seed)")
                try importDemo("\(folder)/\(seed)/film", seed: seed, into: store)
                films.append(("demo \(seed)", store))
            }
        } else {
            let store = try freshStore(folder)
            try importFilm(second, into: store)
            films.append(("film", store))
        }
        say("right in percent, human labels; scenes: mean of \(seeds.count) ways to make folds; shots: each left out, exact")
        for input in TrunkInput.allCases {
            var shots: [Double] = [], scenes: [Double] = []
            for film in films {
                let floats = try right(film.store, TrunkName(input: input, precision: .float32))
                let bytes = try right(film.store, TrunkName(input: input, precision: .int8))
                say(String(format: "%@ %@  shots: float32 %.2f, int8 %.2f (%+.2f)  scenes: float32 %.2f, int8 %.2f (%+.2f)", input.rawValue, film.name,
                             floats.shots, bytes.shots, bytes.shots - floats.shots, floats.scenes, bytes.scenes, bytes.scenes - floats.scenes))
                shots.append(bytes.shots - floats.shots)
                scenes.append(bytes.scenes - floats.scenes)
            }
            if films.count > 1 { say("\(input.rawValue) int8 minus float32 over \(films.count) films  shots: \(summary(shots))  scenes: \(summary(scenes))") }
        }
        for film in films { try film.store.close() }
    }

    /// At once, since the next line takes half a minute.
    private static func say(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }

    private static func right(_ store: ReviewStore, _ trunk: TrunkName) throws -> (shots: Double, scenes: Double) {
        let found = try seeds.map { seed in
            try TrainModel.run(store, settings: TrainSettings(seed: seed, trunk: trunk), context: StageContext()).figures.validation
        }
        return (mean(found.map { 100 * ($0.shots?.right ?? .nan) }), mean(found.map { 100 * ($0.scenes?.right ?? .nan) }))
    }

    private static func freshStore(_ folder: String) throws -> ReviewStore {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: folder + "/review.db" + suffix) }
        return try ReviewStore(path: folder + "/review.db")
    }

    private static func importDemo(_ film: String, seed: UInt64, into store: ReviewStore) throws {
        let paths = try DemoFilm.draw(into: film, settings: DemoSettings(seed: seed))
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

    /// The mean difference with its standard error, from film to film.
    private static func summary(_ differences: [Double]) -> String {
        let middle = mean(differences), count = Double(differences.count)
        let deviation = (differences.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / (count - 1)).squareRoot()
        return String(format: "%+.2f ± %.2f", middle, deviation / count.squareRoot())
    }
}
