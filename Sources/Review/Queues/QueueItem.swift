// What a queue hands out: frames that are decided together, and why they are shown.

import Frames

/// Frames of one shot that ask for one key.
public struct QueueItem: Equatable, Sendable {
    public var frames: [FrameID]
    /// Where they lie in their episode, ascending; as many as `frames`.
    public var positions: [Int]
    /// Index of their shot; `nil` where shots were not found.
    public var shot: Int?
    /// The class to accept with one key; `nil` where it must not be suggested (blind), or is not known.
    public var suggested: RarityClass?
    /// In a few words, for the status line.
    public var why: String
    /// Indexes into `frames`: before each of them the prediction changes, so a new shot is suggested there. Ascending, never 0.
    public var split: [Int]
    /// Indexes into `frames` of ends that perhaps belong to the neighbouring shot: a key for the item leaves them out.
    public var unsure: [Int]

    public init(frames: [FrameID], positions: [Int], shot: Int?, suggested: RarityClass?, why: String, split: [Int] = [],
                unsure: [Int] = []) {
        (self.frames, self.positions, self.shot) = (frames, positions, shot)
        (self.suggested, self.why, self.split, self.unsure) = (suggested, why, split, unsure)
    }

    /// The frames that a key for the item labels: the first one as looked at, the others for the shot.
    public func decided(queue: QueueName, shown: (FrameID) -> Decision.Shown) -> [Decision.Item] {
        let chosen = frames.indices.filter { !unsure.contains($0) }
        return chosen.map { index in
            var seen = shown(frames[index])
            seen.queue = queue
            return Decision.Item(frame: frames[index], shown: seen, propagated: index != chosen.first)
        }
    }
}

/// The head of a queue.
public struct QueuePage: Equatable, Sendable {
    public var name: QueueName
    /// Best first.
    public var items: [QueueItem]
    /// Items in the whole queue, those of `items` among them.
    public var left: Int

    public init(name: QueueName, items: [QueueItem], left: Int) {
        (self.name, self.items, self.left) = (name, items, left)
    }
}
