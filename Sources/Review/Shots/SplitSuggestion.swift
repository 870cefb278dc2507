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

/// Reads a run of frames as the likeliest sequence of classes, where every change has a price.
///
/// The dynamic programme of Viterbi, with log-probabilities of single frames: a part that is another class for
/// some frames pays for its two ends, one odd frame does not.
struct ClassRuns {
    /// What a change costs, in units of log-probability.
    var price: Float = 6

    /// The class of each row. Cost: rows · classes².
    /// - Parameter logProbabilities: one a class in each row, up to a constant a row.
    func classes(_ logProbabilities: [[Float]]) -> [Int] {
        guard let first = logProbabilities.first else { return [] }
        var score = first
        var cameFrom: [[Int]] = []
        for row in logProbabilities.dropFirst() {
            let best = score.indices.max { (score[$0], $1) < (score[$1], $0) } ?? 0
            // To stay costs nothing; whoever changes comes from the best.
            let from = score.indices.map { score[$0] >= score[best] - price ? $0 : best }
            score = score.indices.map { (from[$0] == $0 ? score[$0] : score[best] - price) + row[$0] }
            cameFrom.append(from)
        }
        var current = score.indices.max { (score[$0], $1) < (score[$1], $0) } ?? 0
        var path = [current]
        for from in cameFrom.reversed() {
            current = from[current]
            path.append(current)
        }
        return path.reversed()
    }
}
