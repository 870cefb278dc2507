// Shots moved by hand: events like every decision, so they are undone like one, and finding the shots again
// takes nothing back.

import Frames
import GRDB

/// What a person does to the boundary between two shots.
public enum ShotEdit: Equatable, Sendable {
    /// A new shot begins at this frame.
    case split(FrameID)
    /// The shot that begins at this frame becomes part of the one before.
    case join(FrameID)
    /// The shot that begins at one frame begins at another one, of itself or of the shot before.
    case move(from: FrameID, to: FrameID)
}

/// Shots that were moved; durable when it is returned.
public struct ShotEditOutcome: Equatable, Sendable {
    /// What an undo will name; empty where there was nothing to do.
    public var batch: String
    /// The episodes whose shots have changed.
    public var episodes: Set<EpisodeCode>
}

extension ReviewStore {
    /// Moves boundaries, as one batch, which is undone as one. A frame may occur once.
    /// - Throws: `ReviewError.invalid`, and nothing is changed, where a frame cannot begin or lose a shot.
    @discardableResult
    public func editShots(_ edits: [ShotEdit], reviewer: String) throws -> ShotEditOutcome {
        let reviewer = try Self.checkedReviewer(reviewer)
        guard !edits.isEmpty else { return ShotEditOutcome(batch: "", episodes: []) }
        return try write { db in
            let log = try EventLog(db, reviewer: reviewer, now: now())
            var outcome = ShotEditOutcome(batch: EventLog.newID(), episodes: [])
            try log.begin(outcome.batch)
            var named: Set<FrameID> = []
            for edit in edits {
                for event in try ShotChange(db, edit).events {
                    guard named.insert(event.frame.id).inserted else {
                        throw ReviewError.invalid("\(event.frame.number) is named twice; move one boundary at a time.")
                    }
                    try log.append(event.kind, frame: event.frame.number.description, batch: outcome.batch)
                    outcome.episodes.insert(event.frame.number.episode)
                    // The next edit stands on this one.
                    try ShotKeeper(db).refresh(Self.episodeID(db, event.frame.number.episode))
                }
            }
            return outcome
        }
    }
}

/// An edit as the events that it comes to, once it was found to make sense.
private struct ShotChange {
    let events: [(kind: EventKind, frame: FrameRecord)]

    init(_ db: Database, _ edit: ShotEdit) throws {
        switch edit {
        case .split(let id):
            let (frame, starts) = try Self.place(db, id)
            guard !starts.contains(frame.position) else {
                throw ReviewError.invalid("A shot begins at \(frame.number) already.")
            }
            events = [(.shotSplit, frame)]
        case .join(let id):
            let (frame, starts) = try Self.place(db, id)
            try Self.checkBoundary(frame, starts)
            events = [(.shotJoin, frame)]
        case .move(let from, let to):
            let (old, starts) = try Self.place(db, from)
            try Self.checkBoundary(old, starts)
            let (new, others) = try Self.place(db, to)
            let before = starts.last { $0 < old.position } ?? 0, after = starts.first { $0 > old.position } ?? .max
            guard starts == others, old.number.episode == new.number.episode, new.position > before, new.position < after,
                  new.position != old.position else {
                throw ReviewError.invalid("\(new.number) does not lie in the shots on both sides of \(old.number), whose boundary is moved.")
            }
            events = [(.shotJoin, old), (.shotSplit, new)]
        }
    }

    /// A frame and the positions at which its episode's shots begin.
    private static func place(_ db: Database, _ id: FrameID) throws -> (FrameRecord, [Int]) {
        let frame = try ReviewStore.record(db, id)
        let starts = try Int.fetchAll(db.cachedStatement(sql: """
            SELECT f.position FROM shot s JOIN frame f ON f.id = s.first_frame WHERE s.episode_id = ? ORDER BY f.position
            """), arguments: [try ReviewStore.episodeID(db, frame.number.episode)])
        guard !starts.isEmpty else {
            throw ReviewError.invalid("The shots of \(frame.number.episode) were not found yet: rarity shots \(frame.number.episode)")
        }
        return (frame, starts)
    }

    private static func checkBoundary(_ frame: FrameRecord, _ starts: [Int]) throws {
        guard frame.position > 0 else {
            throw ReviewError.invalid("\(frame.number) begins the episode: its shot has none before it.")
        }
        guard starts.contains(frame.position) else {
            let first = starts.last { $0 < frame.position } ?? 0
            throw ReviewError.invalid("No shot begins at \(frame.number); its shot begins \(frame.position - first) frames before.")
        }
    }
}
