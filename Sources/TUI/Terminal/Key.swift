// What a person does at the terminal, as values: the reducer sees these and nothing of curses.

/// A key with its modifiers.
public enum Key: Hashable, Sendable {
    /// A printable character.
    case character(Character)
    /// Ctrl and a key: `.control("c")`, lower case.
    case control(Character)
    case enter, escape, backspace, tab, backTab
    case up, down, left, right, pageUp, pageDown, home, end
    case shiftUp, shiftDown, shiftLeft, shiftRight
    case delete, insert
    /// F1 to F12.
    case function(Int)
}

extension Key {
    /// An arrow with Shift is that arrow wherever Shift means nothing.
    var unshifted: Key {
        switch self {
        case .shiftUp: .up
        case .shiftDown: .down
        case .shiftLeft: .left
        case .shiftRight: .right
        default: self
        }
    }
}

/// Something that the terminal reports.
public enum TerminalEvent: Equatable, Sendable {
    case key(Key)
    /// A button of the mouse, while it is listened to.
    case mouse(MousePress)
    /// Text that was pasted, which must not act as keys.
    case paste(String)
    /// What the terminal says it can show pixels by, the better way first; after `askForPixels`.
    case pixels([PixelProtocol])
    /// The new size in cells.
    case resize(width: Int, height: Int)
    /// The terminal went away or the process was told to end.
    case quit
    /// Back in the foreground after Ctrl-Z; the next paint repaints all.
    case resumed
}
