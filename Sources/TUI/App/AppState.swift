// The whole of what the app knows. Only the reducer changes it; views and workers get copies.

import Frames
import Review

/// Where the histogram of the frame is drawn.
public enum HistogramMode: String, CaseIterable, Sendable { case overlay, panel, large, off }

/// A line that says what happened, or why something did not.
public struct Message: Equatable, Sendable {
    public enum Tone: Sendable { case plain, good, bad }
    public var text: String
    public var tone: Tone
}

public struct AppState: Sendable {
    public var width = 80
    public var height = 24
    public var screen = Screen.review

    public var reviewer: String
    /// Who has the last word.
    public var experts: [String] = []
    public var episodes: [EpisodeSummary] = []
    public var film: Film?
    /// Position in the film.
    public var cursor = 0
    /// Subjects and history of the frame at the cursor, when they have arrived.
    public var details: FrameDetails?

    public var filter: Filter?
    /// Positions of the frames that fulfil the filter; `nil` without one.
    public var matches: [Int]?
    /// The queue that leads, its head, and the item that is shown.
    public var queue: QueueName?
    public var page: QueuePage?
    public var item: QueueItem?
    /// The next item is on its way; keys are held until it is there.
    var awaitsItem = false
    var held: [Key] = []
    public var isBlind = false
    public var picker: QueuePicker?
    /// The queue that leads once the episode is there that was asked for.
    var queueAfterOpening: QueueName?
    /// The queues that are still to come in a pass; `nil` where none is under way.
    var pass: [QueueName]?
    public var reports = Reports()
    /// The latest revert, while nothing was decided after it.
    var latestRevert: Turned?
    public var sheet: ContactSheet?
    public var marks: Set<Int> = []
    public var rangeStart: Int?
    public var autoAdvance = true
    public var shotScope = false
    public var histogram = HistogramMode.overlay
    /// The part of the frame that is shown.
    public var window = PictureWindow.whole
    /// A frame that is kept beside the one at the cursor, by its position.
    public var pinned: Int?
    public var playing: Playing?
    public var listensToMouse = false
    /// The step of the tour, while it is taken.
    public var tour: Int?
    public var theme = ThemeName.dark
    /// The theme that `:theme` named.
    var chosenTheme: ThemeName?
    public var viewer: String?
    /// What pictures are to be, until when the terminal may say that it can, and what they are: `nil`, characters.
    var pixelWish = PixelWish.auto
    var pixelsAskedUntil: Int?
    public var pixels: PixelProtocol?
    public var keymap = Keymap.standard
    /// Whether a map of where the predicted class was seen lies over the picture.
    public var explains = false

    /// The label given last, and where: `.` repeats it, `s` takes it for the rest of its shot.
    public var lastLabel: LastLabel?
    /// Decisions on their way to the disk, by ticket.
    public var saving: [Int: [FrameID]] = [:]
    public var nextTicket = 1
    public var pace = Pace()

    public var question: Question?
    public var prompt: Prompt?
    /// Finished lines of each kind of prompt, newest last.
    var promptHistory: [Prompt.Purpose: [String]] = [:]
    public var help: Help?
    public var message: Message?
    public var job: Job?
    /// What the finished jobs said, newest last.
    public var journal: [String] = []
    /// Model whose predictions are shown.
    public var model: String?
    /// What the live head says, newest version; `nil` while it is read or rests.
    public var live: LivePredictions?
    /// The current model is no ridge: decisions teach it nothing.
    public var liveRests = false
    /// Labelled frames of other shots that look most like the one at the cursor, best first.
    public var nearest: [NearestLabelled] = []
    /// The position that they belong to.
    var nearestAt: Int?
    /// How many frames of the film the last lesson gave another predicted class.
    public var flipped = 0
    /// Ctrl-C with nothing to stop: the next one quits.
    public var interruptedOnce = false
    public var isQuitting = false

    public init(reviewer: String) { self.reviewer = reviewer }

    public struct LastLabel: Equatable, Sendable {
        public var rarity: RarityClass
        public var position: Int
    }

    /// The frame at the cursor.
    public var current: FrameRecord? {
        guard let film, film.frames.indices.contains(cursor) else { return nil }
        return film.frames[cursor]
    }

    public var currentShot: Shot? { film?.shot(at: cursor) }

    /// The class that `s` would give the shot: the label just given in it, else the label in effect
    /// that a person gave, else the prediction.
    public var shotLabel: RarityClass? {
        guard let shot = currentShot, let current else { return nil }
        if let lastLabel, (shot.first...shot.last).contains(lastLabel.position) { return lastLabel.rarity }
        if hidesOpinions { return nil }
        if let label = current.state.label, current.state.source?.isHuman == true { return label }
        return current.prediction?.rarity ?? current.state.label
    }

    mutating func say(_ text: String, _ tone: Message.Tone = .plain) { message = Message(text: text, tone: tone) }
}
