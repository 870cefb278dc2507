// How a reviewer looks at frames, kept from one start to the next beside the place where they left.

extension AppState {
    /// `theme=light histogram=panel advance=off`; a theme only where the reviewer chose one in the app.
    var rememberedView: String {
        ((chosenTheme.map { ["theme=\($0.rawValue)"] } ?? []) + ["histogram=\(histogram.rawValue)", "advance=\(autoAdvance ? "on" : "off")"]).joined(separator: " ")
    }

    /// Takes what was kept; words that mean nothing here are passed over.
    /// - Parameter settingsHaveTheme: then a remembered one does not count.
    mutating func take(rememberedView: String, settingsHaveTheme: Bool) {
        for word in rememberedView.split(separator: " ") {
            let parts = word.split(separator: "=").map(String.init)
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "theme":
                guard !settingsHaveTheme, let name = ThemeName(rawValue: parts[1]) else { continue }
                (theme, chosenTheme) = (name, name)
            case "histogram": histogram = HistogramMode(rawValue: parts[1]) ?? histogram
            case "advance": autoAdvance = parts[1] != "off"
            default: continue
            }
        }
    }
}
