// Everything that a key, the help screen or `:` can ask for.

import Frames

/// A wish of the person at the keys; `reduce` says what follows from it.
public enum Command: Hashable, Sendable {
    // Deciding
    case label(RarityClass), accept, unsure, flag, note, labelShot, repeatLabel, undo, redo
    // Moving
    case step(Int), page(Int), first, last
    case nextDisagreement(Int), nextUnreviewed(Int), nextShot(Int), nextEpisode(Int)
    case jump, filter
    // Queues
    case queues, nextItem(Int), splitShot, joinShot, moveShot, blind
    // Contact sheet
    case sheet, lookAlikes, sheetMove(Int, Int), sheetSize(Int), takeOut, acceptSheet
    // Marking
    case mark, range, markAll, clear
    // Looking
    case explain, histogram, autoAdvance, shotScope, help, prompt, mouse, copy, view, play, pin, tour, pixels
    case zoom(Int), pan(Int, Int)
    // Screens: open or close one, Enter on a row, work it out anew
    case show(Screen), history(ofFrame: Bool), openRow, again, cell(Int, Int)
    case makeCurrent, revertRow, pass
    // Working
    case train, cancelJob, export, suspend, quit
}
