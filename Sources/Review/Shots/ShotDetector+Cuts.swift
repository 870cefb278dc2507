// Cuts between two frames, and what only looks like one.

extension ShotDetector {
    /// Frames whose change stands out and is a local maximum, unless only the light changed.
    func cuts(_ frames: [FrameSignal], excess: [Float], threshold: Float) -> [Int: Kind] {
        var found: [Int: Kind] = [:]
        for i in 1..<frames.count where excess[i] >= threshold {
            let before = frames[i - 1].change, after = i + 1 < frames.count ? frames[i + 1].change : 0
            // Of two equal changes in a row the first counts.
            guard frames[i].change >= after, i == 1 || frames[i].change > before else { continue }
            if isChangeOfLight(frames[i - 1], frames[i]) { continue }
            found[i] = .cut
        }
        return found
    }

    /// The same picture, brighter or darker: a step of a fade, lightning, a lamp.
    private func isChangeOfLight(_ a: FrameSignal, _ b: FrameSignal) -> Bool {
        guard b.likeness > 0.93, !a.isBlack, !b.isBlack else { return false }
        let gain = (b.level + 1) / (a.level + 1)
        return gain > 1.12 || gain < 0.89
    }

    /// Takes back cuts into and out of one odd frame, when the frames around it are alike.
    func dropFlashes(_ frames: [FrameSignal], from found: inout [Int: Kind]) {
        for cut in found.keys.sorted() {
            let isFlash = [cut - 1, cut].contains { odd in
                guard odd > 0, odd + 1 < frames.count else { return false }
                let step = min(frames[odd].distance(to: frames[odd - 1]), frames[odd].distance(to: frames[odd + 1]))
                return frames[odd - 1].distance(to: frames[odd + 1]) < 0.35 * step
            }
            if isFlash { found[cut] = nil }
        }
    }
}
