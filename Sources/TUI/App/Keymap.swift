// Keys are data: the hint line, the help screen, docs/keys.md and the completion of `:` are made from
// this table, so that none of them can drift.

import Frames

/// A row of the keymap.
public struct Binding: Sendable {
    public internal(set) var keys: [Key]
    public let command: Command
    /// What `:` calls it.
    public let name: String
    public let help: String
    /// A word or two for the hint line, for the few that stand there.
    public let hint: String?
    public let screens: [Screen]
    /// Why it cannot be done now; `nil` when it can.
    public let unavailable: @Sendable (AppState) -> String?

    init(
        _ keys: [Key], _ command: Command, _ name: String, _ help: String, hint: String? = nil,
        in screens: [Screen] = [.review], unless unavailable: @escaping @Sendable (AppState) -> String? = { _ in nil }
    ) {
        self.keys = keys
        self.command = command
        self.name = name
        self.help = help
        self.hint = hint
        self.screens = screens
        self.unavailable = unavailable
    }
}

/// The table, in the order in which the help shows it.
public struct Keymap: Sendable {
    public static let standard = Keymap(rows: bindings, notes: [])

    /// The rows in force.
    public let rows: [Binding]
    /// What changes of keys have come to that a person should know.
    public let notes: [String]

    init(rows: [Binding], notes: [String]) { (self.rows, self.notes) = (rows, notes) }

    /// What the app comes with.
    public static let bindings: [Binding] =
        RarityClass.allCases.map { rarity in
            Binding([.character(Character("\(rarity.rawValue + 1)"))], .label(rarity), "label-\(rarity.name.lowercased())",
                    "label \(rarity.name)", hint: rarity == .junk ? "label" : nil, in: [.review, .sheet], unless: noFrame)
        } + [
            Binding([.enter], .accept, "accept", "accept the prediction", hint: "accept", unless: noPrediction),
            Binding([.character("s")], .labelShot, "shot", "label the whole shot like this frame", hint: "shot", unless: noShotLabel),
            Binding([.character("S")], .shotScope, "shot-scope", "label keys take the whole shot, on or off", unless: noShot),
            Binding([.character(".")], .repeatLabel, "repeat", "repeat the last label", unless: noLastLabel),
            Binding([.character("0")], .unsure, "unsure", "unsure: no class, leave it to Jonny", unless: noFrame),
            Binding([.character("!")], .flag, "flag", "flag, or take the flag away", unless: noFrame),
            Binding([.character("e")], .note, "note", "write a note", unless: noFrame),
            Binding([.character("u")], .undo, "undo", "undo your last decision, or the revert just done", hint: "undo", in: [.review, .history]),
            Binding([.character("U"), .control("r")], .redo, "redo", "redo what you undid", in: [.review, .history]),

            Binding([.character("j"), .down, .right], .step(1), "next", "next", in: [.review] + Screen.lists),
            Binding([.character("k"), .up, .left], .step(-1), "previous", "previous", in: [.review] + Screen.lists),
            Binding([.pageDown, .control("f")], .page(1), "page-down", "a page on", in: [.review] + Screen.lists),
            Binding([.pageUp, .control("b")], .page(-1), "page-up", "a page back", in: [.review] + Screen.lists),
            Binding([.character("g"), .home], .first, "first", "first", in: [.review] + Screen.lists),
            Binding([.character("G"), .end], .last, "last", "last", in: [.review] + Screen.lists),
            Binding([.character("n")], .nextDisagreement(1), "next-disagreement", "next frame where label and prediction differ",
                    hint: "next ≠", unless: noModel),
            Binding([.character("N")], .nextDisagreement(-1), "previous-disagreement", "previous frame where they differ", unless: noModel),
            Binding([.character("]")], .nextUnreviewed(1), "next-unreviewed", "next frame that nobody reviewed"),
            Binding([.character("[")], .nextUnreviewed(-1), "previous-unreviewed", "previous frame that nobody reviewed"),
            Binding([.character("}"), .character("l")], .nextShot(1), "next-shot", "next shot", unless: noShot),
            Binding([.character("{"), .character("H")], .nextShot(-1), "previous-shot", "start of this shot, then the one before", unless: noShot),
            Binding([.character(">")], .nextEpisode(1), "next-episode", "next episode"),
            Binding([.character("<")], .nextEpisode(-1), "previous-episode", "previous episode"),
            Binding([.character("/")], .jump, "jump", "jump to a frame number, position, timecode, episode or subject", hint: "jump"),

            Binding([.character("f")], .filter, "filter", "filter: label=rare pred!=label conf<.6 subject~emily sees~emily", hint: "filter", unless: noFrame),

            Binding([.character("Q")], .queues, "queues", "queues: what to look at next", hint: "queues", unless: noFrame),
            Binding([.character("J")], .nextItem(1), "next-item", "next item of the queue, without deciding", unless: noQueue),
            Binding([.character("K")], .nextItem(-1), "previous-item", "previous item of the queue", unless: noQueue),
            Binding([.character("|")], .splitShot, "split", "split the shot: where the queue suggests it, else here", unless: noShot),
            Binding([.character("&")], .joinShot, "join", "join this shot to the one before", unless: noShot),
            Binding([.character("b")], .moveShot, "begin-here", "the shot begins at this frame, not where it did", unless: noShot),
            Binding([.character("C")], .sheet, "sheet", "contact sheet of the queue's next items", unless: noQueue),
            Binding([.character("L")], .lookAlikes, "look-alikes", "look-alikes of this frame, in all episodes", unless: noModel),
            Binding([.character("B")], .blind, "blind", "hide or show label, prediction and opinions"),

            Binding([.character(" ")], .mark, "mark", "mark this frame and move on", unless: noFrame),
            Binding([.character(" ")], .mark, "mark-model", "mark this model: Enter compares with it", hint: "mark", in: [.models]),
            Binding([.character("v")], .range, "range", "mark a range: start here, then end here", unless: noFrame),
            Binding([.escape], .clear, "clear", "close one thing: prompt, help, screen, marks, filter, queue", hint: "back", in: Screen.allCases),

            Binding([.character("l"), .right], .sheetMove(1, 0), "tile-right", "next tile", in: [.sheet]),
            Binding([.character("h"), .left], .sheetMove(-1, 0), "tile-left", "previous tile", in: [.sheet]),
            Binding([.character("j"), .down], .sheetMove(0, 1), "tile-down", "tile below", in: [.sheet]),
            Binding([.character("k"), .up], .sheetMove(0, -1), "tile-up", "tile above", in: [.sheet]),
            Binding([.character("x")], .takeOut, "take-out", "take the tile or the marked ones out, or in again", hint: "out", in: [.sheet]),
            Binding([.character(" ")], .mark, "mark-tile", "mark the tile and move on", in: [.sheet]),
            Binding([.character("v")], .range, "mark-tiles", "mark a range of tiles: start here, then end here", in: [.sheet]),
            Binding([.character("*")], .markAll, "mark-all", "mark all tiles, or none", in: [.sheet]),
            Binding([.enter, .character("A")], .acceptSheet, "accept-sheet", "accept all tiles that are in", hint: "accept all", in: [.sheet]),
            Binding([.character("+")], .sheetSize(1), "larger", "larger tiles", hint: "size", in: [.sheet]),
            Binding([.character("-")], .sheetSize(-1), "smaller", "smaller tiles", in: [.sheet]),

            Binding([.character("h")], .histogram, "histogram", "histogram: over the picture, panel, large, off"),
            Binding([.character("z"), .character("+")], .zoom(1), "zoom-in", "a part of the frame, twice as large", unless: noFrame),
            Binding([.character("Z"), .character("-")], .zoom(-1), "zoom-out", "twice as much of the frame", unless: noZoom),
            Binding([.shiftLeft, .character("(")], .pan(-1, 0), "pan-left", "the part further left", unless: noZoom),
            Binding([.shiftRight, .character(")")], .pan(1, 0), "pan-right", "the part further right", unless: noZoom),
            Binding([.shiftUp, .character("^")], .pan(0, -1), "pan-up", "the part above", unless: noZoom),
            Binding([.shiftDown, .character("_")], .pan(0, 1), "pan-down", "the part below", unless: noZoom),
            Binding([.character("=")], .pin, "compare-frames", "keep this frame beside the next ones, or let it go", unless: noFrame),
            Binding([.character("V")], .pixels, "pixels", "pictures as pixels, where the terminal can, or as characters", in: [.review]),
            Binding([.character("p")], .play, "play", "play the shot at the speed of the film, or stop", unless: noFrame),
            Binding([.character("y")], .copy, "copy", "copy the frame's address", unless: noFrame),
            Binding([.character("o")], .view, "view", "the frame in the viewer of the settings, at full size", unless: noViewer),
            Binding([.character("m")], .mouse, "mouse", "the mouse, on or off: click on strip, timeline, tile, cell", in: Screen.allCases),
            Binding([], .tour, "tour", "the tour of six steps", unless: noFrame),
            Binding([.character("x")], .explain, "explain", "where the predicted class was seen, on or off", unless: noPrediction),
            Binding([.character("a")], .autoAdvance, "auto-advance", "move on after a label, on or off"),
            Binding([.enter], .openRow, "open", "open this row: an episode, a decision's frame, a reviewer's decisions, two models", hint: "open",
                    in: [.episodes, .overview, .tuning, .models, .history, .reviewers]),
            Binding([.enter], .openRow, "open-queue", "go through the episode: its most telling shots first", hint: "review it", in: [.estimate]),
            Binding([.enter], .openRow, "open-cell", "open the frames of this cell", hint: "its frames", in: [.confusion], unless: noEvaluation),
            Binding([.character("l"), .right], .cell(1, 0), "cell-right", "the cell to the right", in: [.confusion]),
            Binding([.character("h"), .left], .cell(-1, 0), "cell-left", "the cell to the left", in: [.confusion]),
            Binding([.character("j"), .down], .cell(0, 1), "cell-down", "the cell below", in: [.confusion]),
            Binding([.character("k"), .up], .cell(0, -1), "cell-up", "the cell above", in: [.confusion]),
            Binding([.character("c")], .makeCurrent, "use", "make this model current: its predictions are shown", hint: "make current", in: [.models]),
            Binding([.character("r")], .revertRow, "take-back", "take this decision back, or do it again; asks first", hint: "take back", in: [.history]),
            Binding([.character("w")], .again, "again", "work it out anew; another round of tuning", hint: "anew", in: Screen.reports),

            Binding([.tab, .character("E")], .show(.episodes), "episodes", "the episodes", in: Screen.withFrames),
            Binding([.character("O")], .show(.overview), "progress", "progress by episode, class and queue; pace and time left", in: Screen.withFrames),
            Binding([.character("M")], .show(.confusion), "matrix", "confusion matrix: how often, how far, at what price", hint: "matrix", in: Screen.withFrames),
            Binding([.character("t")], .show(.tuning), "tune", "tuning: train and review in rounds until the error is low", in: Screen.withFrames),
            Binding([.character("i")], .show(.estimate), "estimate", "estimate of this episode: classes, errors left, keys", in: Screen.withFrames, unless: noFrame),
            Binding([.character("P")], .show(.jobs), "jobs", "training: what runs, curves, figures of the models", in: Screen.withFrames),
            Binding([.character("R")], .show(.models), "models", "the kept models: make one current, compare two", in: Screen.withFrames),
            Binding([.character("d")], .history(ofFrame: true), "frame-decisions", "who decided what on this frame", in: Screen.withFrames, unless: noFrame),
            Binding([.character("D")], .history(ofFrame: false), "decisions", "all decisions, to look at and to take back", in: Screen.withFrames),
            Binding([.character("W")], .show(.reviewers), "reviewers", "who has reviewed how much, and how far they agree", in: Screen.withFrames),
            Binding([], .pass, "pass", "Jonny's pass: contested frames, high prices and the rest, one after the other", unless: noFrame),

            Binding([.character("T")], .train, "train", "train: every prediction new", hint: "train", in: Screen.withFrames, unless: jobRuns),
            Binding([.control("c")], .cancelJob, "cancel", "stop what is running; twice: quit", in: Screen.withFrames),
            Binding([.character("X")], .export, "export", "write this episode's manifest", unless: noFrame),
            Binding([.character(":")], .prompt, "command", "run a command by its name", in: Screen.allCases),
            Binding([.character("?")], .help, "help", "all keys", hint: "all keys", in: Screen.allCases),
            Binding([.control("z")], .suspend, "suspend", "suspend; fg brings it back", in: Screen.allCases),
            Binding([.character("q")], .quit, "quit", "quit; everything is saved", hint: "quit", in: Screen.allCases),
        ]

    /// The row for a key on a screen.
    public func binding(for key: Key, in screen: Screen) -> Binding? {
        rows.first { $0.screens.contains(screen) && $0.keys.contains(key) }
    }

    /// The row that `:` calls by this name.
    public func binding(named name: String) -> Binding? {
        rows.first { $0.name == name }
    }

    private static let noFrame: @Sendable (AppState) -> String? = { $0.current == nil ? "No episode is open." : nil }
    private static let noPrediction: @Sendable (AppState) -> String? = {
        $0.hidesOpinions ? "Opinions are hidden: a label key decides." : $0.current?.prediction == nil ? "No prediction yet: T trains." : nil
    }
    private static let noModel: @Sendable (AppState) -> String? = {
        $0.film?.frames.contains { $0.prediction != nil } == true ? nil : "No predictions yet: T trains."
    }
    private static let noQueue: @Sendable (AppState) -> String? = { $0.queue == nil ? "No queue leads: Q opens one." : nil }
    private static let noZoom: @Sendable (AppState) -> String? = { $0.window.zoom == 1 ? "The whole frame is shown: z goes nearer." : nil }
    private static let noViewer: @Sendable (AppState) -> String? = {
        $0.viewer == nil ? "No viewer is set: viewer = \"feh\" in rarity.toml, for example." : $0.current == nil ? "No episode is open." : nil
    }
    private static let noEvaluation: @Sendable (AppState) -> String? = { $0.reports.evaluated == nil ? "Nothing is evaluated yet: w does it." : nil }
    private static let noShot: @Sendable (AppState) -> String? = {
        $0.currentShot == nil ? "The shots are not found yet: T finds them." : nil
    }
    private static let noShotLabel: @Sendable (AppState) -> String? = {
        noShot($0) ?? ($0.shotLabel == nil ? "No class to give the shot: label this frame first." : nil)
    }
    private static let noLastLabel: @Sendable (AppState) -> String? = {
        $0.lastLabel == nil ? "Nothing to repeat yet." : nil
    }
    private static let jobRuns: @Sendable (AppState) -> String? = {
        $0.job == nil ? nil : "Already at work; Ctrl-C stops it."
    }
}
