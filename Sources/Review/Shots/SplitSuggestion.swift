// A missed cut spoils the labels of a whole shot, and what the model sees there tells: frame by frame its
// prediction changes once and stays changed.

import Frames

/// A shot that seems to be several, and where the new ones would begin.
public struct SplitSuggestion: Equatable, Sendable {
    public let episode: EpisodeCode
    /// Positions of the shot's first and last frame.
    public let shot: ClosedRange<Int>
    /// Positions at which a new shot would begin, rising.
    public let splits: [Int]
    /// The frames there.
    public let frames: [FrameID]
    /// What is predicted of each part: one more than there are splits.
    public let classes: [RarityClass]

    /// What one key accepts: `ReviewStore.editShots`.
    public var edits: [ShotEdit] { frames.map(ShotEdit.split) }
}
