// Look-alikes of a frame, across shots and episodes: one key can label them all.

import Frames
import Model

/// A frame that looks like another one.
public struct SimilarFrame: Equatable, Sendable {
    public var frame: FrameID
    public var episode: EpisodeCode
    public var position: Int
    /// Cosine of the two frames' features: 1 is the same picture.
    public var likeness: Float

    public init(frame: FrameID, episode: EpisodeCode, position: Int, likeness: Float) {
        (self.frame, self.episode, self.position, self.likeness) = (frame, episode, position, likeness)
    }
}

/// The features of frames, ready to be searched. 2 KB a frame of 512 features.
public struct SimilarFrames: Sendable {
    private let rows: UnitRows
    private let frames: [(id: FrameID, episode: EpisodeCode, position: Int, shot: Int)]
    private let rowOf: [FrameID: Int]

    /// All frames with an embedding, or those of some episodes and the one that is asked about.
    ///
    /// - Parameter episodes: empty: all.
    /// - Returns: `nil` where there is no model with features yet.
    /// - Throws: as `LiveHead`.
    public init?(_ store: ReviewStore, _ episodes: Set<EpisodeCode> = [], context: StageContext) throws {
        guard let head = try KeptHead(current: store) else { return nil }
        let frames = try FrameFeatures(store, trunk: head.trunk)
        let (rows, ridge) = try frames.projected(head.file.basis) { _ in try context.checkCancelled() }
        self.init(rows, ridge, episodes)
    }

    /// From the features that a live head holds already, which are shared.
    public init(_ live: LiveHead, _ episodes: Set<EpisodeCode> = []) {
        let state = live.snapshot()
        self.init(state.rows, state.ridge, episodes)
    }

    private init(_ rows: FrameRows, _ ridge: LiveRidge, _ episodes: Set<EpisodeCode>) {
        var frames: [(id: FrameID, episode: EpisodeCode, position: Int, shot: Int)] = [], chosen: [Int] = []
        for part in rows.parts where episodes.isEmpty || episodes.contains(part.code) {
            for (row, position) in zip(part.rows, part.positions) {
                frames.append((rows.ids[row], part.code, position, Int(ridge.shotOf[row])))
                chosen.append(row)
            }
        }
        self.init(chosen.count == rows.ids.count ? ridge.features : ridge.features.selecting(rows: chosen), frames)
    }

    init(_ features: Matrix, _ frames: [(id: FrameID, episode: EpisodeCode, position: Int, shot: Int)]) {
        rows = UnitRows(features)
        self.frames = frames
        rowOf = Dictionary(frames.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether a frame has an embedding.
    public func has(_ frame: FrameID) -> Bool { rowOf[frame] != nil }

    /// The frames most like one, best first; at equal likeness the earlier one.
    ///
    /// - Parameters:
    ///   - isWanted: asked of every frame; those it refuses are passed over.
    ///   - onePerShot: of each other shot only its best frame, and none of the frame's own shot: look-alikes that a shot's
    ///     own frames do not crowd out.
    /// - Returns: empty for a frame without features.
    /// - Cost: one product with all rows, and a heap of `count`; 4 ms for 28,800 frames of 512 features.
    public func nearest(to frame: FrameID, count: Int, onePerShot: Bool = false, where isWanted: ((FrameID) -> Bool)? = nil) -> [SimilarFrame] {
        guard let own = rowOf[frame], count > 0 else { return [] }
        var cosines = rows.cosines(with: own)
        if let isWanted { for row in cosines.indices where !isWanted(frames[row].id) { cosines[row] = -.infinity } }
        var best: [Int] = []
        if onePerShot {
            var bestOf: [Int: Int] = [:]
            for row in cosines.indices where frames[row].shot != frames[own].shot && cosines[row] > -.infinity {
                if let other = bestOf[frames[row].shot], cosines[other] >= cosines[row] { continue }
                bestOf[frames[row].shot] = row
            }
            best = bestOf.values.sorted { (-cosines[$0], $0) < (-cosines[$1], $1) }
        } else {
            best = UnitRows.largest(cosines, count, without: own)
        }
        return best.prefix(count).map {
            SimilarFrame(frame: frames[$0].id, episode: frames[$0].episode, position: frames[$0].position, likeness: cosines[$0])
        }
    }
}

extension SimilarFrames {
    /// The look-alikes of a frame as one item, which one key labels: the best frames of other shots that are open to the
    /// reviewer. Frames that stand out can be taken from `frames` before.
    /// - Parameter least: likeness below which a frame is none.
    public func item(to frame: FrameID, count: Int, least: Float = 0.6, onePerShot: Bool = true, suggested: RarityClass?) -> QueueItem {
        let found = nearest(to: frame, count: count, onePerShot: onePerShot).filter { $0.likeness >= least }
        return QueueItem(frames: found.map(\.frame), positions: found.map(\.position), shot: nil, suggested: suggested,
                         why: "\(found.count) look-alike\(found.count == 1 ? "" : "s")")
    }
}
