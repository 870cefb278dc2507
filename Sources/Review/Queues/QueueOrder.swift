// How an order is written: which groups of frames are in it, what each is worth, and why it is shown.
// To add a queue: a file with an order, a case in QueueName.

import Frames

/// Frames of one shot that may become an item.
struct QueueCandidate {
    var shot: Int?
    /// Ascending, never empty.
    var positions: [Int]
    var suggested: RarityClass?
    /// The largest comes first.
    var worth: Float = 0
}

/// Which frames are in a queue, and in which order.
protocol QueueOrder: Sendable {
    /// Whether the candidates come in their order already; else by worth.
    var isSorted: Bool { get }
    /// - Parameter isOpen: whether the frame at a position may be in an item at all.
    func candidates(_ hand: FramesAtHand, _ isOpen: (Int) -> Bool) -> [QueueCandidate]
    /// The first ones of the candidates in their order.
    func head(_ sorted: [QueueCandidate], _ limit: Int, _ hand: FramesAtHand) -> [QueueCandidate]
    /// A few words for the status line.
    func why(_ candidate: QueueCandidate, _ hand: FramesAtHand) -> String
}

extension QueueOrder {
    var isSorted: Bool { false }
    func head(_ sorted: [QueueCandidate], _ limit: Int, _ hand: FramesAtHand) -> [QueueCandidate] { Array(sorted.prefix(limit)) }
}

extension FramesAtHand {
    /// The frames of each shot that have the same key, in order. A frame without a key is in no group.
    /// - Parameter key: below `keys`.
    func groups(keys: Int, _ key: (Int) -> Int?) -> [QueueCandidate] {
        var out: [QueueCandidate] = []
        if shots.isEmpty {
            for position in frames.indices where key(position) != nil { out.append(QueueCandidate(shot: nil, positions: [position])) }
            return out
        }
        var slot = [Int](repeating: -1, count: keys)
        for shot in shots {
            let start = out.count
            for position in shot.first...shot.last {
                guard let key = key(position) else { continue }
                if slot[key] < start {
                    slot[key] = out.count
                    var positions: [Int] = []
                    positions.reserveCapacity(shot.last - position + 1)      // grown step by step it is half the time
                    positions.append(position)
                    out.append(QueueCandidate(shot: shot.index, positions: positions))
                } else {
                    out[slot[key]].positions.append(position)
                }
            }
        }
        return out
    }

    /// The frames of each shot for which a condition holds.
    func groups(where holds: (Int) -> Bool) -> [QueueCandidate] {
        groups(keys: 1) { holds($0) ? 0 : nil }
    }

    /// `shot 17, 24 frames`
    func place(_ candidate: QueueCandidate) -> String {
        let frames = candidate.positions.count
        let words = "\(frames) frame\(frames == 1 ? "" : "s")"
        return candidate.shot.map { "shot \($0 + 1), \(words)" } ?? words
    }

    /// `71 %`
    static func percent(_ share: Float) -> String { "\(Int((share * 100).rounded())) %" }
}
