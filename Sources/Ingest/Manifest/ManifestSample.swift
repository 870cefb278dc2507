// A few images of a manifest, drawn by chance: the same ones for the same seed.

import Frames

/// An image that was drawn.
public struct ManifestSample: Equatable, Sendable {
    /// Of the manifest, from 1.
    public let row: Int
    public let imageRef: String
    public let rarity: RarityClass
}

extension ManifestFile {
    /// Draws images, each with the same chance.
    /// - Parameter rarity: only of this class.
    /// - Returns: at most `count`, in the order of the manifest, and how many of each class there are.
    public mutating func sample(_ count: Int, of rarity: RarityClass?, seed: UInt64) -> (samples: [ManifestSample], counts: [Int]) {
        let all = labelled()
        var counts = [Int](repeating: 0, count: RarityClass.count)
        for one in all { counts[one.rarity.rawValue] += 1 }
        let candidates = all.indices.filter { rarity == nil || all[$0].rarity == rarity }
        // Floyd's: as many numbers as are drawn, however long the manifest is.
        var random = SeededGenerator(seed: seed), drawn: Set<Int> = []
        for last in candidates.indices.suffix(min(max(0, count), candidates.count)) {
            let pick = Int.random(in: 0...last, using: &random)
            if !drawn.insert(pick).inserted { drawn.insert(last) }
        }
        let samples = drawn.sorted().map { all[candidates[$0]] }
        return (samples.map { ManifestSample(row: $0.row.row, imageRef: $0.row.imageRef, rarity: $0.rarity) }, counts)
    }
}
