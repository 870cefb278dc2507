// What queues put in order: an episode in memory. Orders are pure functions of it, so a queue is new with
// every decision and every prediction, and there is no list to keep in step.

import Frames
import Model

/// The frames of one episode with everything that a queue may ask about them.
///
/// Cost: some 200 bytes a frame; a queue of 28,800 frames in about a millisecond.
public struct FramesAtHand: Sendable {
    public let episode: EpisodeCode
    /// In order of position, from 0 without a gap.
    public private(set) var frames: [FrameRecord]
    /// In order; empty where they were not found: then every frame stands alone.
    public let shots: [Shot]
    /// Five a frame, in the order of `RarityClass`; all 0 where there is no prediction.
    public private(set) var probabilities: [Float]
    /// As `probabilities`, but each frame by itself, before its shot speaks with one voice: only there can be seen
    /// that a shot should be split. Empty: no splits are suggested.
    public var singleProbabilities: [Float] = []
    /// Positions at the ends of shots that perhaps belong to the neighbouring one.
    public var unsureEdges: Set<Int> = []
    /// Mean features of each shot, a row a shot; the new-episode queue finds look-alikes by them. `nil`: it goes without.
    public var shotFeatures: Matrix? {
        didSet { clusters = shotFeatures.map { ShotClusters($0, weights: shots.map { Float($0.last - $0.first + 1) }) } }
    }
    /// How suspect each frame's label is; empty, or one a frame.
    public var suspicions: [Suspicion?] = []
    /// Share of the frames whose content is less rare, 0...1; empty, or one a frame.
    public var contentRanks: [Float] = []
    /// Positions in the audit, in the order of the draw: these are in no other queue.
    public var audit: [Int] = [] {
        didSet { isAudited = Set(audit) }
    }
    /// Shots that another reviewer is at.
    public var leasedShots: Set<Int> = []
    /// What a frame of each class is worth, for the queue by price.
    public var prices: [Float] = [1, 2, 3, 4, 5]
    /// The reviewer has the last word: expert decisions of others are open.
    public var isExpert = false

    private(set) var isAudited: Set<Int> = []
    private(set) var clusters: ShotClusters?
    private let positionOf: [FrameID: Int]

    public init(episode: EpisodeCode, frames: [FrameRecord], shots: [Shot]) {
        self.episode = episode
        self.frames = frames
        self.shots = shots.filter { $0.last < frames.count }
        positionOf = Dictionary(uniqueKeysWithValues: frames.enumerated().map { ($0.element.id, $0.offset) })
        probabilities = frames.flatMap { $0.prediction?.probabilities ?? [0, 0, 0, 0, 0] }
    }

    /// Takes over the states of a stored decision; frames of other episodes are passed over.
    public mutating func take(_ changed: [FrameID: FrameState]) {
        for (frame, state) in changed {
            if let position = positionOf[frame] { frames[position].state = state }
        }
    }

    /// Takes over new probabilities, five a frame.
    /// - Precondition: `frames.count` x 5 numbers.
    public mutating func take(probabilities new: [Float]) {
        precondition(new.count == probabilities.count)
        probabilities = new
    }

    /// The head of a queue.
    /// - Parameters:
    ///   - limit: at most so many items.
    ///   - filter: frames that it refuses are in no item; `nil` refuses none.
    /// - Cost: one pass over the frames, and the sorting of the shots that are in the queue.
    public func queue(_ name: QueueName, limit: Int = 1, where filter: ((FrameRecord) -> Bool)? = nil) -> QueuePage {
        let order = name.order
        let isAudit = name == .audit
        var candidates = order.candidates(self) { position in
            (isAudit || !isAudited.contains(position)) && isOpen(position) && filter?(frames[position]) != false
        }
        let left = candidates.count
        // Of equal worth the earlier one: the same queue each time.
        if !order.isSorted { candidates.sort { ($1.worth, $0.positions[0]) < ($0.worth, $1.positions[0]) } }
        return QueuePage(name: name, items: order.head(candidates, max(0, limit), self).map { item($0, order) }, left: left)
    }

    func position(of frame: FrameID) -> Int? { positionOf[frame] }

    /// Whether a decision of this reviewer would change anything: experts have the last word, and nobody works where
    /// another reviewer is at it.
    private func isOpen(_ position: Int) -> Bool {
        if !isExpert, frames[position].state.source == .jonny { return false }
        return leasedShots.isEmpty || !leasedShots.contains(shotIndex(at: position) ?? -1)
    }

    private func item(_ candidate: QueueCandidate, _ order: any QueueOrder) -> QueueItem {
        // A frame that was found by itself is meant itself.
        let unsure = candidate.positions.count > 1 ? candidate.positions.indices.filter { unsureEdges.contains(candidate.positions[$0]) } : []
        return QueueItem(frames: candidate.positions.map { frames[$0].id }, positions: candidate.positions, shot: candidate.shot,
                         suggested: candidate.suggested, why: order.why(candidate, self), split: splits(candidate.positions), unsure: unsure)
    }
}
