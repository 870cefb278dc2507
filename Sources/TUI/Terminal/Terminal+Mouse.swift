// The mouse, which is off until it is asked for: while it is on, the terminal selects no text.

@preconcurrency import CNcurses

/// A press of a mouse button, in cells from the upper left.
public struct MousePress: Equatable, Sendable {
    public enum Button: Sendable { case left, wheelUp, wheelDown }
    public let button: Button
    public let x: Int, y: Int

    public init(_ button: Button, x: Int, y: Int) { (self.button, self.x, self.y) = (button, x, y) }
}

extension Terminal {
    /// Whether presses are reported.
    func listenToMouse(_ isOn: Bool) {
        if isOn { mouseIsKnown = true }
        mousemask(isOn ? Self.pressed.map(\.mask).reduce(0, |) : 0, nil)
        mouseinterval(0)                                       // no waiting for a double click
    }

    /// The press that curses has just met.
    func mousePress() -> MousePress? {
        var event = MEVENT()
        guard getmouse(&event) == OK, let button = Self.pressed.first(where: { event.bstate & $0.mask != 0 }) else { return nil }
        return MousePress(button.button, x: Int(event.x), y: Int(event.y))
    }

    /// Curses' macros `BUTTON1_PRESSED`, `BUTTON4_PRESSED` and `BUTTON5_PRESSED`: five bits a button.
    private static let pressed: [(button: MousePress.Button, mask: mmask_t)] = [(.left, 2), (.wheelUp, 2 << 15), (.wheelDown, 2 << 20)]
}
