// Which frames a network never sees. Both kinds of validation come from one run: a fifth of the frames is held
// out, whole scenes and single frames at once, and `split` says which of the two gets three quarters of it. So the
// two figures stand side by side for the same weights, and what differs between them is the leak alone.

import Model

/// What a labelled frame is for.
public enum NetworkPart: String, Codable, Sendable {
    case train, scene, random
    /// Of fine-tuning: whole scenes that say when to stop, and whole shots of scenes that are trained on.
    case watch, shot
}

enum NetworkSplit {
    /// Shares of the labelled frames that are held out, in all and as the lesser kind.
    static let heldOut = 0.2, lesser = 0.05

    /// The part of each frame; the same for one seed.
    /// - Parameter scenes: a number a frame. With fewer than two scenes none is held out.
    static func parts(scenes: [Int], _ split: NetworkSettings.Split, seed: UInt64) -> [NetworkPart] {
        let count = Double(scenes.count)
        let wanted = count * (split == .scene ? heldOut - lesser : lesser)
        let held = heldScenes(scenes, wanted: wanted, seed: seed)
        var parts = scenes.map { held.contains($0) ? NetworkPart.scene : .train }
        let heldFrames = Double(parts.count { $0 == .scene })
        let left = parts.indices.filter { parts[$0] == .train }
        let random = max(count * heldOut - heldFrames, min(count * lesser, Double(left.count) / 2)).rounded()
        for frame in shuffled(left, seed: seed, round: 1).prefix(Int(random)) { parts[frame] = .random }
        return parts
    }

    /// The parts of fine-tuning: about 15 % of the frames in scenes of their own for the figures, 10 % in others that say when
    /// to stop, and of what is left whole shots, another 10 %.
    static func tuningParts(scenes: [Int], shots: [Int], seed: UInt64) -> [NetworkPart] {
        let count = Double(scenes.count)
        let measured = heldScenes(scenes, wanted: 0.15 * count, seed: seed)
        var parts = scenes.map { measured.contains($0) ? NetworkPart.scene : .train }
        func hold(_ groups: [Int], _ part: NetworkPart, _ seed: UInt64) {
            let left = parts.indices.filter { parts[$0] == .train }
            let held = heldScenes(left.map { groups[$0] }, wanted: 0.1 * count, seed: seed)
            for frame in left where held.contains(groups[frame]) { parts[frame] = part }
        }
        hold(scenes, .watch, seed &+ 1_000_003)
        hold(shots, .shot, seed &+ 2_000_003)
        // With one scene only, shots say when to stop.
        if !parts.contains(.watch) { hold(shots, .watch, seed &+ 3_000_017) }
        return parts
    }

    /// Scenes (or shots) by lot until they hold enough frames; one that would overshoot by half is passed over.
    private static func heldScenes(_ scenes: [Int], wanted: Double, seed: UInt64) -> Set<Int> {
        let sizes = Dictionary(scenes.map { ($0, 1) }, uniquingKeysWith: +)
        var held: Set<Int> = [], frames = 0.0
        for scene in shuffled(sizes.keys.sorted(), seed: seed, round: 0) where held.count < sizes.count - 1 && frames < wanted {
            guard let size = sizes[scene].map(Double.init), frames + size <= 1.5 * wanted else { continue }
            held.insert(scene)
            frames += size
        }
        if held.isEmpty, sizes.count > 1, let smallest = sizes.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) { held = [smallest.key] }
        return held
    }

    private static func shuffled(_ values: [Int], seed: UInt64, round: UInt64) -> [Int] {
        var random = PCG64(seed: seed &* 2 &+ round)
        return values.shuffled(using: &random)
    }
}
