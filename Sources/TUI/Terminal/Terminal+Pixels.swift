// Pictures as pixels over the cells that curses knows. Where a picture lies, curses is given blanks that nothing else uses,
// so that it writes, and thereby erases, those cells once something else is to be seen there.

@preconcurrency import CNcurses

/// The pictures on the screen.
struct PixelScreen {
    struct Shown: Equatable {
        let place: PixelPlace
        let bands: [Range<Int>]

        /// Whether it takes the cells of the other, all of them and no more.
        func replaces(_ other: Shown) -> Bool {
            place.x == other.place.x && place.y == other.place.y && place.picture.columns == other.place.picture.columns && bands == other.bands
        }
    }

    private(set) var shown: [Shown] = []

    /// A blank that looks like one and is none.
    private static let blank = Cell("\u{A0}")

    /// The surface as curses should have it, and what to write once curses has painted: new pictures first, so that the old
    /// ones are seen until then.
    /// - Returns: also whether the screen must be cleared first: xterm keeps sixels that blanks were written over, and shows a
    ///   cell of them again where the cursor was.
    mutating func show(_ surface: Surface) -> (surface: Surface, sequence: String, clears: Bool) {
        let whole = surface.pixels.map { Shown(place: $0, bands: $0.bands(on: surface)) }.filter { !$0.bands.isEmpty }
        // Kitty knows a picture by its number: in a second place it stays cells.
        let wanted = whole.enumerated().filter { i, one in
            one.place.picture.format.way == .sixel || !whole[..<i].contains { $0.place.picture === one.place.picture }
        }.map(\.element)
        guard !wanted.isEmpty || !shown.isEmpty else { return (surface, "", false) }
        let clears = shown.contains { old in old.place.picture.format.way == .sixel && !wanted.contains { $0.replaces(old) } }
        if clears { shown = [] }
        var surface = surface, sequence = ""
        for one in wanted {
            let place = one.place
            for band in one.bands {
                for y in band { for x in 0..<place.picture.columns { surface[place.x + x, place.y + y] = Self.blank } }
            }
            // The same picture in another form: kitty replaces it by its number.
            if !shown.contains(one) { sequence += place.picture.sequence(bands: one.bands, x: place.x, y: place.y) }
        }
        for old in shown where old.place.picture.format.way == .kitty && !wanted.contains(where: { $0.place.picture === old.place.picture }) {
            sequence += KittyPicture.removal(old.place.picture.number)
        }
        shown = wanted
        // The cursor and its colours are as curses left them.
        return (surface, sequence.isEmpty ? "" : "\u{1B}7" + sequence + "\u{1B}8", clears)
    }

    /// Everything is to be shown anew: the screen was cleared, or is another.
    mutating func forget() { shown = [] }
}

extension Terminal {
    /// Asks the terminal what pixels it can show; the answer, if there is one, is an event of its own. Nothing waits for it.
    func askForPixels() {
        guard isOpen, knowsPrivateModes else { return }
        decoder.expectAnswers()
        send(KittyPicture.question + "\u{1B}[c")
    }

    /// A terminal that keeps pictures is told to drop them, here and after a crash.
    func usePixels(_ way: PixelProtocol?) {
        guard isOpen else { return }
        if hasKittyPictures { send(KittyPicture.removalOfAll) }
        pixels.forget()
        clearPainted()
        hasKittyPictures = way == .kitty
        CrashRestore.arm(sequence: (way == .kitty ? "\u{1B}\\" + KittyPicture.removalOfAll : "") + restoreSequence, saved: saved)
    }

    /// Takes the pictures away before another program has the terminal.
    func removePixels() {
        if hasKittyPictures { send(KittyPicture.removalOfAll) }
        pixels.forget()
    }
}
