// Fades through black. A long run of black is a shot of its own (it is Junk, its neighbours are not); a short
// one is the place where two shots meet.

extension ShotDetector {
    /// Puts boundaries at runs of black and takes back what was found on their slopes.
    /// - Returns: the frames of every run with its slopes.
    func addFades(_ frames: [FrameSignal], to found: inout [Int: Kind]) -> [ClosedRange<Int>] {
        var ramps: [ClosedRange<Int>] = []
        var i = 0
        while i < frames.count {
            guard frames[i].isBlack else { i += 1; continue }
            var end = i
            while end < frames.count, frames[end].isBlack { end += 1 }
            let black = i..<end
            let slopes = slopes(frames, around: black)
            for cut in found.keys where cut > slopes.lowerBound && cut <= slopes.upperBound { found[cut] = nil }
            if black.count >= blackShot {
                if black.lowerBound > 0 { found[black.lowerBound] = .fade }
                if end < frames.count { found[end] = .fade }
            } else if black.lowerBound > 0, end < frames.count {
                for cut in black.lowerBound - 1...end + 1 { found[cut] = nil }
                found[(black.lowerBound + end + 1) / 2] = .fade
            }
            ramps.append(slopes)
            i = end
        }
        return ramps
    }

    /// Puts boundaries where a picture sinks into the dark and another one rises from it, with no frame sampled
    /// at the black between them; what was found on the slopes goes.
    func addDips(_ frames: [FrameSignal], to found: inout [Int: Kind]) {
        guard frames.count > 3 else { return }
        for i in 2..<frames.count - 1 where frames[i].likeness < 0.7 && !frames[i].isBlack && !frames[i - 1].isBlack {
            let before = i - 2, after = i + 1
            let brightest = min(frames[max(0, i - 4)...before].map(\.level).max() ?? 0,
                                frames[after...min(frames.count - 1, i + 3)].map(\.level).max() ?? 0)
            guard max(frames[i - 1].level, frames[i].level) < 0.5 * brightest,
                  frames[i - 1].level < frames[before].level, frames[i].level < frames[after].level,
                  frames[i - 1].likeness > 0.8, frames[after].likeness > 0.8 else { continue }
            for cut in i - 2...i + 2 { found[cut] = nil }
            found[i] = .fade
        }
    }

    /// The run and, on both sides, the frames of the same picture on its way to or from black.
    private func slopes(_ frames: [FrameSignal], around black: Range<Int>) -> ClosedRange<Int> {
        func isBrighter(_ a: Int, than b: Int) -> Bool { frames[a].level > 1.1 * frames[b].level + 1 }
        var first = black.lowerBound
        while first > 0, black.lowerBound - first < longestBlend, isBrighter(first - 1, than: first),
              first == black.lowerBound || frames[first].likeness > 0.8 { first -= 1 }
        var last = black.upperBound - 1
        while last + 1 < frames.count, last + 1 - black.upperBound < longestBlend, isBrighter(last + 1, than: last),
              last + 1 == black.upperBound || frames[last + 1].likeness > 0.8 { last += 1 }
        return first...last
    }
}
