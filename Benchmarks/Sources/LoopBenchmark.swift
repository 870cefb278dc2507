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
        Contender(name: "high-price", way: .queue(.highPrice)),
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
            FileHandle.standardError.write(Data("seed \(seed): drawing, embedding, training …\n".utf8))
            return try DemoProject(folder: folder + "/seed-\(seed)", seed: UInt64(seed))
        }
        try ofNewEpisode(projects)
        try ofFaulty(projects)
    }

    private static func ofNewEpisode(_ projects: [DemoProject]) throws {
        print("\nnew episode (S01E03): keys / looks until so much is right, mean of \(projects.count) seeds; keys to 99 % by seed\n(n of m: the queue ended before)")
        var means: [String: [Double?]] = [:]
        for contender in newEpisode {
            var efforts: [[Effort]] = []
            for (index, project) in projects.enumerated() {
                let store = try project.copy()
                var reviewer = try SimulatedReviewer(store, EpisodeCode(season: 1, episode: 3), project.truth, learns: contender.learns)
                efforts.append(try reviewer.work(contender.way, seed: UInt64(index)))
                try store.close()
            }
            show(contender.name, efforts)
            means[contender.name] = mean(efforts)
        }
        for (name, peer) in [("in-order", "every shot in order"), ("random", "random shots, no learning"), ("margin", "lowest margin, no learning")] {
            for (goal, percent) in ["95", "98", "99"].enumerated() {
                ratio("new-episode-\(percent)-against-\(name)", means["new-episode, sheets of 12"]?[goal], means[peer]?[goal])
            }
            ratio("new-episode-one-by-one-99-against-\(name)", means["new-episode, one by one"]?[2], means[peer]?[2])
        }
        ratio("new-episode-99-goal-15-keys", means["new-episode, sheets of 12"]?[2], 15)
    }

    private static func ofFaulty(_ projects: [DemoProject]) throws {
        print("\nfaulty episodes (S01E01, S01E02): keys / looks until so much is right, mean; keys until 80 % of the wrong labels are found, by seed")
        var at80: [String: Double] = [:], shots = 0
        for contender in faulty {
            var efforts: [[Effort]] = [], found: [Double?] = []
            shots = 0
            for (index, project) in projects.enumerated() {
                var keys = 0.0, isFound = true
                for episode in 1...2 {
                    let store = try project.copy()
                    var reviewer = try SimulatedReviewer(store, EpisodeCode(season: 1, episode: episode), project.truth, learns: contender.learns)
                    efforts.append(try reviewer.work(contender.way, seed: UInt64(index)))
                    shots += reviewer.shots
                    let needed = Int((Double(reviewer.wrongLabels) * 0.8).rounded(.up))
                    if reviewer.foundAfter.count >= needed { keys += Double(needed > 0 ? reviewer.foundAfter[needed - 1] : 0) } else { isFound = false }
                    try store.close()
                }
                found.append(isFound ? keys : nil)
            }
            show(contender.name, efforts, extra: found.map { $0.map { Int($0) } })
            if !found.contains(nil) { at80[contender.name] = average(found.compactMap { $0 }) }
        }
        guard let suspects = at80["suspects"], let inOrder = at80["every shot in order"] else { return }
        ratio("wrong-labels-80-against-in-order", suspects, inOrder)
        ratio("wrong-labels-80-against-random", suspects, at80["random shots, no learning"])
        ratio("wrong-labels-80-against-margin", suspects, at80["lowest margin, no learning"])
        ratio("wrong-labels-80-goal-a-fifth-of-all-keys", suspects, Double(shots) / Double(projects.count) / 5)
    }

    private static func show(_ name: String, _ efforts: [[Effort]], extra: [Int?]? = nil) {
        let columns = SimulatedReviewer.goals.indices.map { goal in
            let reached = efforts.filter { $0.count > goal }.map { $0[goal] }
            // A queue that ends before the goal must not look cheap.
            guard reached.count == efforts.count else { return "  \(reached.count) of \(efforts.count)   ".padding(toLength: 12, withPad: " ", startingAt: 0) }
            return String(format: "%5.1f /%5.1f", average(reached.map { Double($0.keys) }), average(reached.map { Double($0.looks) }))
        }
        let strokes = efforts.allSatisfy { $0.count == SimulatedReviewer.goals.count }
            ? String(format: "%5.1f", average(efforts.compactMap { $0.last.map { Double($0.strokes) } })) : "    –"
        let list = extra.map { $0.map { $0.map(String.init) ?? "–" } } ?? efforts.map { $0.count == SimulatedReviewer.goals.count ? "\($0[$0.count - 1].keys)" : "–" }
        print(name.padding(toLength: 28, withPad: " ", startingAt: 0) + columns.joined(separator: "  ") + "  strokes \(strokes)  [\(list.joined(separator: " "))]")
    }

    private static func mean(_ efforts: [[Effort]]) -> [Double?] {
        SimulatedReviewer.goals.indices.map { goal in
            efforts.allSatisfy { $0.count > goal } ? average(efforts.map { Double($0[goal].keys) }) : nil
        }
    }

    private static func average(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }

    private static func ratio(_ name: String, _ ours: Double?, _ peer: Double?) {
        guard let ours, let peer, ours > 0 else { return print("\(name): a goal was not reached") }
        print(String(format: "ratio %@ ours=%.1f peer=%.1f unit=keys ratio=%.2f", name, ours, peer, peer / ours))
    }
}
