// Where one shot ends and the next begins, from pixels alone. A false boundary costs a key, a missed one
// spoils labels, so where a case is open it tends to cut.

/// Finds the first frame of every shot. Works at any sampling step; frames are those that were sampled.
///
/// A cut is a change that stands out of its neighbours' (pans, zooms and fast motion change every frame
/// alike) by a threshold that follows the film's own restlessness. Then flashes and changes of light are
/// taken back, and runs of black and dissolves are added.
/// - Source: `Cuts` of the project's study, whose fixed threshold of 24.5 misses half of the cuts that stay in one place.
public struct ShotDetector: Sendable {
    /// How a boundary was found.
    public enum Kind: String, Sendable {
        case cut, fade, dissolve
    }

    /// The threshold is this many times the median deviation from the neighbours' change, within limits.
    var restlessness: Float = 8
    var thresholdLimits: ClosedRange<Float> = 5...16
    /// Neighbours on each side that a frame's change is compared with.
    var neighbours = 3
    /// So many black frames are a shot of their own; fewer belong to the fade.
    var blackShot = 3
    /// The longest fade or dissolve, in frames.
    var longestBlend = 8

    public init() {}

    /// First frames of all shots but the first, rising. Empty for fewer than two frames.
    /// Cost: linear, about 2 µs a frame.
    public func boundaries(_ frames: [FrameSignal]) -> [Int] {
        kinds(frames).keys.sorted()
    }

    /// The boundaries with the rule that found each.
    public func kinds(_ frames: [FrameSignal]) -> [Int: Kind] {
        guard frames.count > 1 else { return [:] }
        let excess = excess(frames)
        let threshold = threshold(excess)
        var found = cuts(frames, excess: excess, threshold: threshold)
        dropFlashes(frames, from: &found)
        let ramps = addFades(frames, to: &found)
        addDips(frames, to: &found)
        addDissolves(frames, threshold: threshold, avoiding: ramps, to: &found)
        return found
    }

    /// Each frame's change, less the median of its neighbours' change.
    func excess(_ frames: [FrameSignal]) -> [Float] {
        frames.indices.map { i in
            guard i > 0 else { return 0 }
            let around = (max(1, i - neighbours)...min(frames.count - 1, i + neighbours)).filter { $0 != i }
            return frames[i].change - median(around.map { frames[$0].change })
        }
    }

    /// The excess from which a frame is a cut.
    func threshold(_ excess: [Float]) -> Float {
        let usual = restlessness * median(excess.dropFirst().map(abs))
        return min(max(usual, thresholdLimits.lowerBound), thresholdLimits.upperBound)
    }
}

/// The middle value, of two the mean; 0 of none.
func median(_ values: [Float]) -> Float {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
