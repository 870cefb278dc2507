// Dissolves: frame by frame less of one picture and more of the next. Every frame between is a weighted
// mean of both ends, and the weight rises evenly; motion never looks like that for long.

extension ShotDetector {
    private struct Blend {
        let first, last: Int
        /// First frame with more of the new picture than of the old one.
        let middle: Int
        /// How much changes and how well the frames between are explained.
        let score: Float
    }

    /// Adds the middle of every dissolve; cuts that were seen in its steps go. (Both sides of a real cut are no
    /// blend of one another, so none is lost.)
    func addDissolves(_ frames: [FrameSignal], threshold: Float, avoiding ramps: [ClosedRange<Int>],
                      to found: inout [Int: Kind]) {
        let steps = [0] + (1..<frames.count).map { frames[$0].distance(to: frames[$0 - 1]) }
        var blends: [Blend] = []
        for first in frames.indices {
            for last in first + 2..<max(first + 2, min(first + longestBlend + 1, frames.count)) {
                if ramps.contains(where: { $0.overlaps(first...last) }) { break }
                guard standsOut(steps, first, last),
                      let blend = blend(frames, first, last, least: 3 * threshold) else { continue }
                blends.append(blend)
            }
        }
        var taken: [Blend] = []
        for blend in blends.sorted(by: { ($0.score, $1.first) > ($1.score, $0.first) })
        where !taken.contains(where: { $0.first < blend.last && blend.first < $0.last }) {
            taken.append(blend)
            for cut in blend.first + 1...blend.last { found[cut] = nil }
            found[blend.middle] = .dissolve
        }
    }

    /// The frames between change at least three times as fast as those before and after.
    private func standsOut(_ steps: [Float], _ first: Int, _ last: Int) -> Bool {
        let inner = steps[first + 1...last].reduce(0, +) / Float(last - first)
        let before = median(Array(steps[max(1, first - 2)..<max(1, first + 1)]))
        let after = median(Array(steps[min(last + 1, steps.count)..<min(last + 4, steps.count)]))
        return inner > 3 * max(before, after)
    }

    /// - Parameter least: the least mean difference between both ends.
    private func blend(_ frames: [FrameSignal], _ first: Int, _ last: Int, least: Float) -> Blend? {
        let a = frames[first].thumb, b = frames[last].thumb
        let change = frames[first].distance(to: frames[last])
        guard change >= least else { return nil }
        let way = zip(b, a).map(-)
        let length = way.reduce(0) { $0 + $1 * $1 }
        let even = 1 / Float(last - first)
        var weight: Float = 0, middle = last, worst: Float = 0
        for i in first + 1..<last {
            let x = frames[i].thumb
            var along: Float = 0
            for k in way.indices { along += (x[k] - a[k]) * way[k] }
            let next = along / length
            guard next - weight >= 0.35 * even, next - weight <= 1.9 * even else { return nil }
            weight = next
            if weight >= 0.5 { middle = min(middle, i) }
            var rest: Float = 0
            for k in way.indices {
                let error = x[k] - a[k] - weight * way[k]
                rest += error * error
            }
            worst = max(worst, (rest / length).squareRoot())
        }
        guard 1 - weight >= 0.35 * even, 1 - weight <= 1.9 * even, worst < 0.2 else { return nil }
        return Blend(first: first, last: last, middle: middle, score: change / (1 + worst))
    }
}
