// Which side of a split a frame is on. Frames of one scene look alike, so a scene goes to one side as a whole; and a frame keeps its
// side when labels change or episodes are added, so that what was validation yesterday is no training today.

import Foundation
import Frames
import Ingest

/// `80/20` or `70/20/10`: percent to train on, to validate with, to test with.
public struct DatasetSplit: Equatable, Sendable, CustomStringConvertible {
    /// What stays on one side.
    public enum Unit: String, CaseIterable, Sendable { case scene, shot, frame }

    /// Of each side in `names`, adding up to 100.
    public let percents: [Int]
    static let names = ["train", "validate", "test"]

    /// `nil` unless two or three whole numbers above 0 add up to 100.
    public init?(text: String) {
        let parts = text.trimmed.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        let percents = parts.compactMap { $0 }
        guard (2...3).contains(parts.count), percents.count == parts.count, percents.allSatisfy({ $0 > 0 }), percents.reduce(0, +) == 100 else { return nil }
        self.percents = percents
    }

    public var description: String { percents.map(String.init).joined(separator: "/") }

    /// The side of every frame of one episode, an index into `names`.
    ///
    /// Units come in an order drawn from the seed, and each goes where most frames are still missing. Only this episode's
    /// units count, and all its frames, labelled or not: neither a label nor another episode changes a side.
    /// - Parameter units: the length of each, in the order of the film.
    func sides(_ units: [Int], episode: EpisodeCode, seed: UInt64) -> [Int] {
        let total = Double(units.reduce(0, +))
        var left = percents.map { total * Double($0) / 100 }
        var sides = [Int](repeating: 0, count: units.count)
        var random = SeededGenerator(seed: seed &* 0xD134_2543_DE82_EF95 &+ UInt64(episode.season * 1000 + episode.episode))
        let keys = units.map { _ in random.next() }
        for unit in units.indices.sorted(by: { (keys[$0], $0) < (keys[$1], $1) }) {
            let side = left.indices.max { (left[$0], -$0) < (left[$1], -$1) } ?? 0
            sides[unit] = side
            left[side] -= Double(units[unit])
        }
        return zip(sides, units).flatMap { Array(repeating: $0, count: $1) }
    }
}
