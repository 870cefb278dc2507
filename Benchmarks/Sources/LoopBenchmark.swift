// bench-loop: how many keys until an episode is right, queue by queue, with a reviewer who knows the demo's truth.

import Foundation
import Frames
import Review

enum LoopBenchmark {
    /// One row of the table.
    private struct Contender {
        let name: String
        let way: Way
        var learns = true
    }

    private static let newEpisode = [
        Contender(name: "new-episode, sheets of 12", way: .sheets(.newEpisode, 12)),
        Contender(name: "new-episode, one by one", way: .queue(.newEpisode)),
        Contender(name: "uncertain", way: .queue(.uncertain)),
        Contender(name: "high-price, then nothing", way: .queue(.highPrice)),
        Contender(name: "every shot in order", way: .queue(.inOrder)),
        Contender(name: "random shots, no learning", way: .fixed(.random), learns: false),
        Contender(name: "lowest margin, no learning", way: .fixed(.margin), learns: false),
    ]

    private static let faulty = [
        Contender(name: "suspects", way: .queue(.suspects)),
        Contender(name: "suspect-shots", way: .queue(.suspectShots)),
        Contender(name: "disagreements", way: .queue(.disagreements)),
        Contender(name: "high-price", way: .queue(.highPrice)),
        Contender(name: "every shot in order", way: .queue(.inOrder)),
        Contender(name: "random shots, no learning", way: .fixed(.random), learns: false),
        Contender(name: "lowest margin, no learning", way: .fixed(.margin), learns: false),
    ]

    /// `rarity-bench loop FOLDER [SEEDS]`: films are drawn into FOLDER, or found there.
    static func run(_ arguments: [String]) throws {
        guard let folder = arguments.first else { throw BenchmarkError("loop wants a folder for the films") }
        let seeds = arguments.dropFirst().first.flatMap(Int.init) ?? 5
        let projects = try (1...max(1, seeds)).map { seed in
            print("seed \(seed): drawing, embedding, training …")
            return try DemoProject(folder: folder + "/seed-\(seed)", seed: UInt64(seed))
        }
        try ofNewEpisode(projects)
        try ofFaulty(projects)
    }

    private static func ofNewEpisode(_ projects: [DemoProject]) throws {
        print("\nnew episode (S01E03): keys / looks until so much is right, mean of \(projects.count) seeds; keys to 99 % by seed")
        var mean: [String: [Double]] = [:]
        for contender in newEpisode {
            var efforts: [[Effort]] = [], shots = 0
            for (index, project) in projects.enumerated() {
                let store = try project.copy()
                var reviewer = try SimulatedReviewer(store, EpisodeCode(season: 1, episode: 3), project.truth, learns: contender.learns)
                shots += reviewer.shots
                efforts.append(try reviewer.work(contender.way, seed: UInt64(index)))
                try store.close()
            }
            show(contender.name, efforts)
            mean[contender.name] = SimulatedReviewer.goals.indices.map { goal in average(efforts.map { Double($0[goal].keys) }) }
        }
        guard let ours = mean["new-episode, sheets of 12"], let single = mean["new-episode, one by one"] else { return }
        for (name, peer) in [("in-order", "every shot in order"), ("random", "random shots, no learning"), ("margin", "lowest margin, no learning")] {
            for (goal, percent) in ["95", "98", "99"].enumerated() {
                ratio("new-episode-\(percent)-against-\(name)", ours[goal], mean[peer]?[goal] ?? 0, "keys")
            }
            ratio("new-episode-one-by-one-99-against-\(name)", single[2], mean[peer]?[2] ?? 0, "keys")
        }
        ratio("new-episode-99-goal-15-keys", ours[2], 15, "keys")
    }

    private static func ofFaulty(_ projects: [DemoProject]) throws {
        print("\nfaulty episodes (S01E01, S01E02): keys / looks until so much is right, mean; keys until 80 % of the wrong labels are found, by seed")
        var at80: [String: Double] = [:]
        for contender in faulty {
            var efforts: [[Effort]] = [], found: [[Double]] = []
            for (index, project) in projects.enumerated() {
                var keys = 0.0
                for episode in 1...2 {
                    let store = try project.copy()
                    var reviewer = try SimulatedReviewer(store, EpisodeCode(season: 1, episode: episode), project.truth, learns: contender.learns)
                    efforts.append(try reviewer.work(contender.way, seed: UInt64(index)))
                    let needed = Int((Double(reviewer.wrongLabels) * 0.8).rounded(.up))
                    // A queue that ends before counts with all its keys, and more it cannot find.
                    keys += Double(needed > 0 && reviewer.foundAfter.count >= needed ? reviewer.foundAfter[needed - 1] : reviewer.effort.keys)
                    try store.close()
                }
                found.append([keys])
            }
            show(contender.name, efforts, extra: found.map { Int($0[0]) })
            at80[contender.name] = average(found.map { $0[0] })
        }
        guard let suspects = at80["suspects"], let inOrder = at80["every shot in order"] else { return }
        ratio("wrong-labels-80-against-in-order", suspects, inOrder, "keys")
        ratio("wrong-labels-80-against-random", suspects, at80["random shots, no learning"] ?? 0, "keys")
        ratio("wrong-labels-80-against-margin", suspects, at80["lowest margin, no learning"] ?? 0, "keys")
    }

    private static func show(_ name: String, _ efforts: [[Effort]], extra: [Int]? = nil) {
        let columns = SimulatedReviewer.goals.indices.map { goal in
            let keys = average(efforts.map { Double($0[goal].keys) }), looks = average(efforts.map { Double($0[goal].looks) })
            return String(format: "%5.1f /%5.1f", keys, looks)
        }
        let strokes = average(efforts.map { Double($0.last?.strokes ?? 0) })
        let list = (extra ?? efforts.map { $0.last?.keys ?? 0 }).map(String.init).joined(separator: " ")
        print(name.padding(toLength: 28, withPad: " ", startingAt: 0) + columns.joined(separator: "  ")
            + String(format: "  strokes %5.1f  ", strokes) + "[\(list)]")
    }

    private static func average(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }

    private static func ratio(_ name: String, _ ours: Double, _ peer: Double, _ unit: String) {
        print(String(format: "ratio %@ ours=%.1f peer=%.1f unit=%@ ratio=%.2f", name, ours, peer, unit, ours > 0 ? peer / ours : 0))
    }
}
