// Pictures as pixels: only where the person asks and the terminal says that it can.

extension AppState {
    /// How long the terminal may take to answer, in milliseconds; over a slow line, too.
    private static let patience = 1_500

    mutating func togglePixels() -> [Effect] {
        guard pixels != nil else { return askForPixels() }
        pixels = nil
        say("Pictures are characters again.")
        return [.usePixels(nil)]
    }

    mutating func askForPixels() -> [Effect] {
        pixelsAskedUntil = pace.now + Self.patience
        return [.askForPixels]
    }

    /// The terminal's answer.
    mutating func takePixels(_ ways: [PixelProtocol]) -> [Effect] {
        guard pixelsAskedUntil != nil else { return [] }
        pixelsAskedUntil = nil
        guard let way = pixelWish.way.map({ ways.contains($0) ? $0 : nil }) ?? ways.first else {
            sayNoPixels()
            return []
        }
        pixels = way
        say("Pictures are pixels now, by \(way.rawValue). V gives the characters back.", .good)
        return [.usePixels(way)]
    }

    /// Called with the clock: no answer is an answer.
    mutating func giveUpOnPixels() {
        guard let until = pixelsAskedUntil, pace.now >= until else { return }
        pixelsAskedUntil = nil
        sayNoPixels()
    }

    private mutating func sayNoPixels() {
        say("This terminal does not say that it can show \(pixelWish.way?.rawValue ?? "pixels"). Pictures stay characters.", .bad)
    }
}
