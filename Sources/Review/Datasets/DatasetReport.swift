// What a run did, or would do, for people and for `dataset --json`.

import Frames
import Ingest

/// The outcome of bringing a data set in step.
public struct DatasetReport: Sendable {
    public var place: String
    /// Steps of the plan; those that failed are among them.
    public var copies = 0, moves = 0, deletes = 0
    /// Objects that were right already.
    public var unchanged = 0
    /// Frames by folder, in the order of folders: `train/Rare/`.
    public var folders: [(name: String, objects: Int)] = []
    /// Frames that have no class in effect, and frames that have one and no image.
    public var withoutClass = 0, withoutImage = 0
    /// Frames whose class two reviewers contest; the latest is in effect.
    public var contested = 0
    /// Objects that lie in the data set's folders and that Rarity did not put there; left alone.
    public var foreign = 0
    /// Objects of ours that somebody had removed or replaced.
    public var lost = 0
    /// A line each: steps that failed, keys that are taken by somebody else's objects.
    public var problems: [String] = []
    /// Steps that failed or are blocked: the data set is not in step yet.
    public var failed = 0
    /// Worth saying once: what was split how, where images were taken from.
    public var notices: [String] = []

    static let mostProblems = 1_000

    init(place: String) { self.place = place }

    /// What a plan is about to do.
    mutating func take(_ plan: DatasetPlan) {
        (copies, moves, deletes) = (plan.copies.count, plan.moves.count, plan.deletes.count)
        (unchanged, foreign, lost) = (plan.unchanged, plan.foreign, plan.lost.count)
        for key in plan.blocked {
            fail("\(key.description.printable(limit: 200)): something lies there that Rarity did not put there; it was left alone.")
        }
    }

    mutating func fail(_ line: String) {
        failed += 1
        if problems.count < Self.mostProblems { problems.append(line) }
    }

}
