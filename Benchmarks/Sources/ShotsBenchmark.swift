// bench-shots: shots and scenes that `rarity shots` finds, against the demo's truth, over several seeds.

import Demo
import Foundation
import Frames
import Ingest
import Review

enum ShotsBenchmark {
    /// `rarity-bench shots [SEEDS]`: draws so many films (5) of 3 x 600 frames of 320x180.
    static func run(_ arguments: [String]) throws {
        let seeds = arguments.first.flatMap(Int.init) ?? 5
        var shots = Score(), scenes = Score()
        print("seed  shots: precision recall F1 (±1 frame)   scenes: precision recall F1 (±1 shot)")
        for seed in 1...max(1, seeds) {
            let (ofShots, ofScenes) = try measure(UInt64(seed))
            print("\(seed)     \(ofShots)                \(ofScenes)")
            shots.add(ofShots)
            scenes.add(ofScenes)
        }
        print("all   \(shots)                \(scenes)")
        print("ratio shots-f1 ours=\(three(shots.f1)) peer=0.95 unit=F1 ratio=\(three(shots.f1 / 0.95))")
        print("ratio scenes-f1 ours=\(three(scenes.f1)) peer=0.8 unit=F1 ratio=\(three(scenes.f1 / 0.8))")
    }

    private static func measure(_ seed: UInt64) throws -> (shots: Score, scenes: Score) {
        let folder = NSTemporaryDirectory() + "rarity-bench-shots-\(getpid())-\(seed)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let paths = try DemoFilm.draw(into: folder + "/film", settings: DemoSettings(width: 320, height: 180, seed: seed))
        let store = try ReviewStore(path: folder + "/review.db")
        let entries = try EpisodesFile.read(path: paths.episodesFile)
        for (index, entry) in entries.enumerated() {
            let sheet = try EpisodeSheet.readCSV(path: paths.sheets[index], episode: entry.code)
            try store.importEpisode(entry, sheet, imageFolder: paths.imageFolders[index])
        }
        let codes = entries.map(\.code)
        _ = try FindShots.run(store, codes, context: StageContext())
        var truth: [String: (shot: Substring, scene: Substring)] = [:]
        for line in try String(contentsOfFile: paths.truthFile, encoding: .utf8).split(separator: "\n").dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            truth[String(cells[0])] = (cells[2], cells[3])
        }
        var shots = Score(), scenes = Score()
        for code in codes {
            let rows = try store.frames(code).map { truth["\($0.number)"] }
            let found = try store.shots(code)
            let cuts = rows.indices.dropFirst().filter { rows[$0]?.shot != rows[$0 - 1]?.shot }
            shots.add(Score(found.dropFirst().map(\.first), cuts, within: { abs($0 - $1) <= 1 }))
            // A scene's start is right within one true shot of its place.
            let starts = rows.indices.dropFirst().filter { rows[$0]?.scene != rows[$0 - 1]?.scene }
            let shotAt = { (frame: Int) in cuts.count { $0 <= frame + 1 } }
            let places = found.indices.dropFirst().filter { found[$0].scene != found[$0 - 1].scene }.map { found[$0].first }
            scenes.add(Score(places, starts, within: { abs(shotAt($0) - shotAt($1)) <= 1 }))
        }
        return (shots, scenes)
    }

    /// Hits among what was found and what is true.
    private struct Score: CustomStringConvertible {
        var hits = 0, found = 0, real = 0

        init() {}

        /// Each true place is found once.
        init(_ found: [Int], _ truth: [Int], within: (Int, Int) -> Bool) {
            var left = truth
            for place in found {
                guard let match = left.firstIndex(where: { within(place, $0) }) else { continue }
                left.remove(at: match)
                hits += 1
            }
            self.found = found.count
            real = truth.count
        }

        mutating func add(_ other: Score) {
            hits += other.hits
            found += other.found
            real += other.real
        }

        var precision: Double { Double(hits) / Double(max(1, found)) }
        var recall: Double { Double(hits) / Double(max(1, real)) }
        var f1: Double { 2 * Double(hits) / Double(max(1, found + real)) }
        var description: String { "\(three(precision))  \(three(recall))  \(three(f1))" }
    }
}

private func three(_ value: Double) -> String { String(format: "%.3f", value) }
