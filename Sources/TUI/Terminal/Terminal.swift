// The terminal as the application sees it: it paints surfaces and gives events. The only file, with
// its neighbours in this folder, that knows curses. Curses is not reentrant: one thread.

@preconcurrency import CNcurses
import Foundation
import Glibc
import Synchronization

private let wasOpened = Atomic<Bool>(false)

/// The terminal, taken over. To be used by the thread that made it; only its `waker` is for all.
public final class Terminal {
    /// Columns and rows.
    public private(set) var size: (width: Int, height: Int)
    public let colourMode: ColourMode
    /// Whether characters beyond ASCII can be shown; if not, they get stand-ins when painted.
    public let isUnicode: Bool
    public var waker: Waker { pipe.waker }

    let pipe: WakePipe
    /// A pad, since reading a key through a window would paint it.
    let input: UnsafeMutablePointer<WINDOW>
    var decoder = KeyDecoder()
    let saved: termios
    let knowsPrivateModes: Bool
    /// What undoes everything that curses and we switch on.
    let restoreSequence: String
    var pixels = PixelScreen()
    var hasKittyPictures = false
    /// Curses reads reports of the mouse whole, since it was asked for them once.
    var mouseIsKnown = false
    private var painter: CellPainter
    private var painted: Surface?
    private var showsCursor = false
    private(set) var isOpen = true

    /// Takes the terminal over.
    /// - Parameter colour: `--color`; `nil`: as the environment suggests.
    /// - Throws: `TerminalError`; the terminal is then as it was. At most once a process.
    /// - Cost: a few ms; inside tmux one question to its server more.
    public init(colour: ColourMode?) throws(TerminalError) {
        var saved = termios()
        guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal(stream: "Standard input") }
        guard isatty(STDOUT_FILENO) == 1, tcgetattr(STDIN_FILENO, &saved) == 0 else {
            throw .notATerminal(stream: "Standard output")
        }
        let opening = try TerminalOpening(requested: colour)
        guard !wasOpened.exchange(true, ordering: .relaxed) else { throw .notStarted("it was opened before") }
        self.saved = saved
        colourMode = opening.mode
        isUnicode = opening.isUnicode
        knowsPrivateModes = opening.description.knowsPrivateModes
        pipe = try WakePipe()
        try opening.startCurses()
        Signals.install(waker: pipe.waker)
        restoreSequence = opening.restoreSequence()
        CrashRestore.arm(sequence: restoreSequence, saved: saved)

        raw()
        noecho()
        nonl()
        curs_set(0)
        typeahead(-1)  // a paint is never cut short because a key came
        set_escdelay(25)
        guard let pad = newpad(1, 1) else {
            endwin()
            CrashRestore.disarm()
            throw .notStarted("no memory")
        }
        input = pad
        keypad(pad, true)
        nodelay(pad, true)
        define_key("\u{1B}[200~", KeyDecoder.pasteStart)
        define_key("\u{1B}[201~", KeyDecoder.pasteEnd)
        size = (Int(COLS), Int(LINES))
        let hasColours = [.trueColour, .ansi256, .ansi8].contains(colourMode) && start_color() == OK
        if hasColours { use_default_colors() }
        painter = CellPainter(mode: hasColours ? colourMode : colourMode == .ascii ? .ascii : .mono, isUnicode: isUnicode,
                              pairCap: hasColours ? Self.pairCap(cells: Int(COLS) * Int(LINES)) : 0)
        switchModes(on: true)
    }

    deinit { close() }

    /// Shows a surface. Only rows that differ from the last one cost anything.
    /// - Parameter cursor: where the cursor is seen; `nil`: hidden.
    /// - Cost: 120x40 with a new picture in true colour about 20 ms, in 256 colours 6 ms.
    public func paint(_ surface: Surface, cursor: (x: Int, y: Int)?) {
        guard isOpen, let window = rarity_stdscr() else { return }
        let (surface, sequence, clears) = pixels.show(surface)
        if clears { clearPainted() }
        let height = min(surface.height, size.height), width = min(surface.width, size.width)
        painter.ground = surface.ground
        if !fill(surface, surface.rows(differingFrom: painted).prefix { $0 < height }, width: width, window, force: false) {
            painter.resetPairs()
            _ = fill(surface, (0..<height)[...], width: width, window, force: true)
        }
        painted = surface
        let isShown = cursor.map { $0.x >= 0 && $0.y >= 0 && $0.x < width && $0.y < height } ?? false
        if let cursor, isShown { wmove(window, Int32(cursor.y), Int32(cursor.x)) }
        if isShown != showsCursor { curs_set(isShown ? 1 : 0) }
        showsCursor = isShown
        wrefresh(window)
        if !sequence.isEmpty { send(sequence) }
    }

    /// The next paint is of the whole screen.
    func clearPainted() {
        painted = nil
        if let screen = rarity_curscr() { clearok(screen, true) }
    }

    /// Puts text into the clipboard of the person at the terminal, over ssh and tmux too, where the terminal allows it.
    public func copy(_ text: String) {
        guard isOpen, knowsPrivateModes else { return }
        send("\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{7}")
    }

    /// The window's title, where terminals have one.
    public var title: String = "" {
        didSet {
            guard isOpen, knowsPrivateModes, title != oldValue else { return }
            send("\u{1B}]2;\(title.printable(limit: 200))\u{1B}\\")
        }
    }

    /// Gives the terminal back for a while, as Ctrl-Z does, and takes it again. `wait` calls it by itself.
    public func suspend() {
        guard isOpen else { return }
        removePixels()
        switchModes(on: false)
        endwin()
        Signals.stopJob()
        resume()
    }

    /// Takes the terminal again after another program had it; the next paint repaints all.
    func resume() {
        reset_prog_mode()
        switchModes(on: true)
        pixels.forget()
        clearPainted()
        updateSize()
    }

    /// Gives the terminal back. Further calls do nothing.
    public func close() {
        guard isOpen else { return }
        removePixels()
        isOpen = false
        switchModes(on: false)
        endwin()
        CrashRestore.disarm()
        Signals.remove()
        _ = tcsetattr(STDIN_FILENO, TCSADRAIN, [saved])
        pipe.close()
    }

    /// Asks the system for the size and makes curses follow.
    func updateSize() {
        var window = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else { return }
        size = (Int(window.ws_col), Int(window.ws_row))
        resizeterm(Int32(size.height), Int32(size.width))
        if !pixels.shown.isEmpty { clearPainted() }
        removePixels()
        painted = nil
    }

    private func fill(_ surface: Surface, _ rows: some Sequence<Int>, width: Int, _ window: UnsafeMutablePointer<WINDOW>, force: Bool) -> Bool {
        for y in rows {
            let start = y * surface.width
            guard painter.paint(surface.cells[start..<start + width], y: y, window: window, force: force) else { return false }
        }
        return true
    }

    private func switchModes(on: Bool) {
        if knowsPrivateModes { send("\u{1B}[?2004" + (on ? "h" : "l")) }
    }

    /// Past curses, which has nothing in its buffer between two paints.
    func send(_ sequence: String) {
        var bytes = Array(sequence.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0 && errno != EINTR { return }
            bytes = bytes.dropFirst(max(0, count))
        }
    }

    /// Curses slows down with very many pairs; a screen of different ones must fit three times.
    private static func pairCap(cells: Int) -> Int32 {
        min(COLOR_PAIRS - 1, Int32(max(24_576, 3 * cells)))
    }
}
