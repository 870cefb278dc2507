// How rare a frame is by its subjects alone. An explanation and a check ("Common, but in the top 5 %"), never a label:
// fades and title cards are rare too, and Junk.

import Foundation
import Frames

/// Rarity of sets of subjects by information content.
///
/// A frame's score is the sum of −log₂ of the probability of each subject being there, or not being there, by the
/// expected sum: 1 is average, more is rarer.
/// - Source: OpenRarity, with every subject a yes/no trait.
public struct InformationContent: Equatable, Sendable {
    /// A subject that is there and how much it says, in bits.
    public struct Driver: Equatable, Sendable, Codable {
        public let subject: String
        public let bits: Double

        public init(subject: String, bits: Double) { (self.subject, self.bits) = (subject, bits) }
    }

    /// Share of the frames that show each subject, shrunk towards a half.
    public let probability: [String: Double]
    /// Expected bits of a frame.
    public let entropy: Double
    private let bitsOfNothing: Double

    /// - Parameters:
    ///   - frames: the subjects of each.
    ///   - alpha: counted in favour of either side, so that a subject seen once does not get all the bits.
    /// - Cost: one pass.
    public init(_ frames: some Collection<[String]>, alpha: Double = 0.5) {
        var counts: [String: Int] = [:]
        for subjects in frames { for subject in Set(subjects) { counts[subject, default: 0] += 1 } }
        let n = Double(frames.count)
        probability = counts.mapValues { (Double($0) + alpha) / (n + 2 * alpha) }
        let shares = probability.sorted { $0.key < $1.key }.map(\.value)
        func bits(_ share: Double) -> Double { share > 0 ? -log2(share) : 0 }
        entropy = shares.reduce(0) { $0 + $1 * bits($1) + (1 - $1) * bits(1 - $1) }
        bitsOfNothing = shares.reduce(0) { $0 + bits(1 - $1) }
    }

    /// How rare a frame with these subjects is; subjects that no frame has count for nothing.
    /// - Returns: 1 where there are no subjects anywhere.
    public func score(_ subjects: [String]) -> Double {
        guard entropy > 0 else { return 1 }
        return Set(subjects).sorted().reduce(bitsOfNothing) { sum, subject in
            guard let share = probability[subject] else { return sum }
            return sum - log2(share) + (share < 1 ? log2(1 - share) : 0)
        } / entropy
    }

    /// The subjects that make it rare, most bits first; of equals the later name.
    public func drivers(_ subjects: [String], most: Int = 3) -> [Driver] {
        let all = Set(subjects).compactMap { subject in probability[subject].map { Driver(subject: subject, bits: -log2($0)) } }
        return Array(all.sorted { ($0.bits, $0.subject) > ($1.bits, $1.subject) }.prefix(most))
    }
}

extension ReviewStore {
    /// The information content of all frames of the database, those without subjects among them.
    /// - Cost: one pass over the subjects.
    public func informationContent() throws -> InformationContent { InformationContent(try allSubjects()) }

    /// For each of the frames the share of all frames in the database whose content is less rare.
    func contentRanks(_ episode: EpisodeCode, _ frames: [FrameRecord]) throws -> [Float] {
        let all = try allSubjects()
        let content = InformationContent(all), own = try subjects(episode)
        let sorted = all.map { content.score($0) }.sorted()
        return frames.map { frame in
            let score = content.score(own[frame.id] ?? [])
            var low = 0, high = sorted.count
            while low < high {
                let middle = (low + high) / 2
                if sorted[middle] < score { low = middle + 1 } else { high = middle }
            }
            return Float(low) / Float(max(1, sorted.count))
        }
    }

    /// The subjects of every frame; empty for those without.
    private func allSubjects() throws -> [[String]] {
        try episodes().flatMap { summary in
            let found = try subjects(summary.code)
            return Array(found.values) + [[String]](repeating: [], count: summary.frames - found.count)
        }
    }
}
