// What people entered: supervised classes for most shots, some of them wrong, and a few words of Jonny's.

import Frames

struct Opinions {
    private(set) var supervised: [RarityClass?]
    private(set) var jonny: [RarityClass?]

    /// Shares of the frames: without a class, in a shot that is wrong as a whole, wrong by itself.
    static let missing: Float = 0.15, wrongShots: Float = 0.038, wrongFrames: Float = 0.013

    /// - Parameter shots: the shot of each frame.
    init(_ truth: [RarityClass], shots: [Int], random: inout SplitMix64) {
        supervised = truth
        jonny = truth.map { _ in nil }
        var members: [[Int]] = []
        for i in shots.indices {
            if i == 0 || shots[i] != shots[i - 1] { members.append([]) }
            members[members.count - 1].append(i)
        }
        let count = Float(truth.count)
        var left = random.shuffled(members)
        for shot in Self.take(&left, upTo: Int(count * Self.missing)) {
            for i in shot { supervised[i] = nil }
        }
        // Jonny puts half of the wrong shots right, and confirms some others.
        for (n, shot) in Self.take(&left, upTo: Int(count * Self.wrongShots)).enumerated() {
            let wrong = Self.mistaken(truth[shot[shot.count / 2]], &random)
            for i in shot {
                supervised[i] = wrong == truth[i] ? Self.mistaken(truth[i], &random) : wrong
                if n % 2 == 1 { jonny[i] = truth[i] }
            }
        }
        for shot in Self.take(&left, upTo: Int(count * 0.05)) {
            for i in shot { jonny[i] = truth[i] }
        }
        let single = left.flatMap { $0 }
        for i in random.shuffled(single).prefix(Int((count * Self.wrongFrames).rounded())) {
            supervised[i] = Self.mistaken(truth[i], &random)
            if random.chance(0.2) { jonny[i] = truth[i] }
        }
    }

    /// Shots from the front of the list, as long as they fit into a number of frames.
    private static func take(_ shots: inout [[Int]], upTo frames: Int) -> [[Int]] {
        var taken: [[Int]] = [], sum = 0
        shots.removeAll { shot in
            guard sum + shot.count <= frames else { return false }
            sum += shot.count
            taken.append(shot)
            return true
        }
        return taken
    }

    /// What a tired eye takes a class for: mostly its neighbour.
    private static func mistaken(_ truth: RarityClass, _ random: inout SplitMix64) -> RarityClass {
        let near = RarityClass.allCases.filter { $0.distance(to: truth) == 1 }
        let far = RarityClass.allCases.filter { $0.distance(to: truth) == 2 }
        return random.pick(random.chance(0.8) || far.isEmpty ? near : far)
    }
}
