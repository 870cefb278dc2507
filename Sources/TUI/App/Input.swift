// What happens to the app, from the keys and from its workers.

import Frames
import Review

public enum Input: Sendable {
    case terminal(TerminalEvent)
    /// Milliseconds of a steady clock.
    case clock(Int)

    // Answers of the store
    case opened(Film, cursor: Int)
    case reloaded(Film)
    case episodes([EpisodeSummary], model: String?)
    case details(FrameDetails)
    /// Where a frame's image is on the web, or its number.
    case address(String)
    case stored(ticket: Int, DecisionOutcome)
    case notStored(ticket: Int, String)
    case undone(UndoOutcome, in: EpisodeCode)
    case nothingToUndo(isRedo: Bool)
    case found(position: Int)
    case subjects([FrameID: [String]], of: EpisodeCode)
    case opinions([FrameID: [Opinion]], of: EpisodeCode)
    case sights([FrameID: [String]], of: EpisodeCode)
    case exported(String)
    case failed(String)

    // Queues
    case queues([QueueRow])
    case queue(QueuePage, of: EpisodeCode)
    case queueFailed(String)
    case shotsEdited(EpisodeCode)
    case tiles([ContactSheet.Tile], ContactSheet.Source)

    // The report screens
    case loaded(ReportData)
    case modelUsed(String)
    case mayRevert(by: String, since: Int64, decisions: Int)
    case reverted(RevertOutcome, restored: Bool)

    // The live head
    case predicted(LivePredictions)
    case liveRests
    case nearest(to: FrameID, [NearestLabelled])

    // A long job
    case jobProgress(StageProgress)
    case jobDone(JobResult)
    case jobFailed(String)
}

/// What must follow from an input; carried out by the workers, never by the reducer.
public enum Effect: Equatable, Sendable {
    case store(Decision, ticket: Int)
    case storeAll([Decision], reviewer: String, ticket: Int)
    case lookAlikes(of: FrameID, reviewer: String)
    case undo(reviewer: String)
    case redo(reviewer: String)
    case open(EpisodeCode, Place)
    case reload(EpisodeCode)
    case listEpisodes
    case details(FrameID)
    case address(FrameID)
    case findSubject(String, in: EpisodeCode, after: Int)
    case subjects(EpisodeCode)
    case sights(EpisodeCode)
    case nearest(FrameID)
    case export(EpisodeCode)
    case listQueues(EpisodeCode)
    /// Tells others that this reviewer is at the shot that begins with a frame.
    case lease(FrameID, reviewer: String)
    case openQueue(QueueName, EpisodeCode, reviewer: String)
    case editShots([ShotEdit], reviewer: String, EpisodeCode)
    case load(ReportRequest)
    case useModel(String)
    case askRevert(by: String, since: String)
    case revert(Revert, reviewer: String)
    case start(JobOrder)
    case cancelJob
    case suspend
    case mouse(Bool)
    /// Asks the terminal whether it can show pixels; shows pictures by them, or as characters again.
    case askForPixels
    case usePixels(PixelProtocol?)
    /// Text for the clipboard.
    case copy(String)
    /// A frame in the person's viewer.
    case view(FrameNumber)
    /// A setting of the database.
    case remember(String, String)
    /// What people decided on the frames of an episode, for a filter by it.
    case opinions(EpisodeCode)

    /// Where to stand in an episode that is opened.
    public enum Place: Equatable, Sendable {
        case start, end
        case frame(FrameID)
        case number(FrameNumber)
        case timecode(Timecode)
    }
}
