// The unsupervised classes: as if k-means over colours had been named Common, Uncommon, Rare. Right in two of
// three frames, and wrong where the colour misleads: whole cells of like-coloured frames have the wrong name.

import Frames

enum Clustering {
    /// How many of the frames are wrong in the end, Junk and Legendary (which it does not know) among them.
    static let wrong: Float = 0.34

    static func classes(_ truth: [RarityClass], _ colours: [SIMD3<Float>], random: inout SplitMix64) -> [RarityClass] {
        var result = truth.map { $0 == .junk ? RarityClass.common : $0 == .legendary ? .rare : $0 }
        var wrong = zip(result, truth).count { $0 != $1 }
        let goal = Int(Float(truth.count) * Self.wrong)
        var cells: [SIMD3<Int32>: [Int]] = [:]
        var order: [SIMD3<Int32>] = []
        for (i, colour) in colours.enumerated() where result[i] == truth[i] {
            let cell = SIMD3<Int32>((colour / 22).rounded(.down))
            if cells[cell] == nil { order.append(cell) }
            cells[cell, default: []].append(i)
        }
        for cell in random.shuffled(order) {
            guard wrong < goal else { break }
            // A cluster has one name, which is wrong for most of these.
            let members = cells[cell] ?? [], uncommon = members.count { truth[$0] == .uncommon }
            let name: RarityClass = random.chance(0.12) ? .rare : uncommon * 2 > members.count ? .common : .uncommon
            for i in members where wrong < goal && truth[i] != name {
                result[i] = name
                wrong += 1
            }
        }
        return result
    }
}
