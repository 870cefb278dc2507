// bench-store: a series of a million frames in one file. Prints `name milliseconds` lines for store.py, which measures a
// plain script on the same data in the same run.

import Foundation
import Frames
import Ingest
import Review

enum StoreBenchmark {
    /// `rarity-bench store FOLDER [FRAMES [EPISODES]]`: a database in FOLDER, made unless it is there.
    static func run(_ arguments: [String]) throws {
        guard let folder = arguments.first else { throw BenchmarkError("store wants a folder") }
        let frames = arguments.dropFirst().first.flatMap(Int.init) ?? 1_000_000
        let episodes = arguments.dropFirst(2).first.flatMap(Int.init) ?? 35
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/series-\(frames).db"
        if !ReviewStore.exists(path: path + ".made") { try make(path, frames / episodes, episodes) }
        try measure(path, frames / episodes, episodes)
    }

    /// `rarity-bench import CSV DATABASE`: reads a sheet and imports it.
    static func importSheet(_ arguments: [String]) throws {
        guard arguments.count == 2 else { throw BenchmarkError("import wants CSV DATABASE") }
        let store = try ReviewStore(path: arguments[1])
        let start = ContinuousClock.now
        let sheet = try ArrivingSheet.readCSV(path: arguments[0], episode: MadeFilm.code(1))
        let report = try store.importEpisode(MadeFilm.entry(1), sheet, imageFolder: nil)
        let end = ContinuousClock.now
        print("import-all \((end - start) / .milliseconds(1))")
        print("import-problems \(report.problems.count)")
        try store.close()
    }

    private static func make(_ path: String, _ perEpisode: Int, _ episodes: Int) throws {
        FileHandle.standardError.write(Data("making \(perEpisode * episodes) frames …\n".utf8))
        let store = try ReviewStore(path: path)
        var random = SeededGenerator(seed: 7)
        var predictions: [(FrameID, [Float])] = []
        for episode in 1...episodes {
            let code = MadeFilm.code(episode)
            try store.importEpisode(MadeFilm.entry(episode), MadeFilm.sheet(episode, frames: perEpisode), imageFolder: nil)
            try store.setShots(code, MadeFilm.shots(frames: perEpisode))
            var probabilities: [Float] = []
            for frame in try store.frames(code) {
                if frame.position % MadeFilm.shotLength == 0 { probabilities = MadeFilm.probabilities(frame.position, &random) }
                predictions.append((frame.id, probabilities))
            }
        }
        try store.saveModel(NewModel(name: "made", kind: "logistic"), predictions: predictions, makeCurrent: true)
        // People have been at it: contested, flagged and reviewed frames everywhere.
        for episode in 1...episodes {
            let ids = try store.frames(MadeFilm.code(episode)).map(\.id)
            for turn in 0..<30 {
                let first = Int.random(in: 0..<ids.count - 24, using: &random)
                let items = ids[first..<first + 24].map { Decision.Item(frame: $0) }
                let rarity = RarityClass(rawValue: turn % 5) ?? .junk
                try store.decide(Decision(.label(rarity), items: items, reviewer: "Ann"))
                if turn % 5 == 0 { try store.decide(Decision(.label(rarity == .junk ? .rare : .junk), items: items, reviewer: "Bob")) }
                if turn % 7 == 0 { try store.decide(Decision(.flag(true), items: Array(items.prefix(3)), reviewer: "Bob")) }
            }
        }
        try store.close()
        _ = FileManager.default.createFile(atPath: path + ".made", contents: nil)
    }

    private static func measure(_ path: String, _ perEpisode: Int, _ episodes: Int) throws {
        var random = SeededGenerator(seed: 11)
        func anEpisode() -> EpisodeCode { MadeFilm.code(Int.random(in: 1...episodes, using: &random)) }
        // Opening, as the app does: the list of episodes, then one of them with its shots.
        show("open", try (0..<10).map { _ in
            try time {
                let store = try ReviewStore(path: path)
                _ = try store.episodes()
                let code = anEpisode()
                _ = try (store.frames(code), store.shots(code))
                try store.close()
            }
        })
        let store = try ReviewStore(path: path)
        for name in [QueueName.inOrder, .disagreements, .contested, .flagged] {
            let queues = try (0..<8).map { _ in try StoredQueue(store, anEpisode()) }
            show("next-stored-\(name.rawValue)", try (0..<400).map { _ in
                let queue = queues[Int.random(in: 0..<8, using: &random)], from = Int.random(in: -1..<perEpisode, using: &random)
                return try time { _ = try queue.next(name, after: from) }
            })
        }
        let code = anEpisode()
        var hand = FramesAtHand(episode: code, frames: try store.frames(code), shots: try store.shots(code))
        hand.audit = try store.audit(code)
        hand.suspicions = hand.frames.map { $0.state.source?.isHuman == true ? Suspicion(score: Float($0.position % 97) / 97, signal: "out of shot", predicted: nil) : nil }
        hand.contentRanks = hand.frames.map { Float(($0.position * 37) % 1000) / 1000 }
        for name in QueueName.allCases {
            show("next-\(name.rawValue)", (0..<200).map { _ in time { _ = hand.queue(name) } })
        }
        show("filter-page", (0..<200).map { _ in
            time { _ = hand.queue(.inOrder, limit: 50) { $0.state.label == .rare && ($0.prediction?.confidence ?? 1) < 0.6 } }
        })
        // Another episode's page, straight from the file.
        show("filter-page-stored", try (0..<60).map { _ in
            let queue = try StoredQueue(store, anEpisode())
            return try time { _ = try queue.next(.inOrder, limit: 12) { $0.state.label == .rare } }
        })
        show("decide", try (0..<400).map { _ in
            let frame = hand.frames[Int.random(in: 0..<perEpisode, using: &random)]
            let shown = Decision.Shown(label: frame.state.label, predicted: frame.prediction?.rarity, model: "made", queue: .inOrder)
            let decision = Decision(.label(.rare), items: [.init(frame: frame.id, shown: shown)], reviewer: "Ann")
            return try time { try store.decide(decision) }
        })
        show("status", try (0..<20).map { _ in try time { _ = try store.progress() } })
        try store.close()
    }

    private static func time(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        return (ContinuousClock.now - start) / .milliseconds(1)
    }

    /// Median and 99th percentile.
    private static func show(_ name: String, _ times: [Double]) {
        let sorted = times.sorted()
        print(String(format: "%@ %.3f %.3f", name, sorted[sorted.count / 2], sorted[min(sorted.count - 1, sorted.count * 99 / 100)]))
    }
}
