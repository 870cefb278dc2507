// Which colours the terminal gets, and how that is found out without asking the terminal itself:
// a question that is never answered would delay the start.

/// How many colours are used.
public enum ColourMode: String, CaseIterable, Sendable {
    /// 24 bits, exactly as the picture has them.
    case trueColour = "truecolor"
    /// The xterm palette from 16 on; people theme the first sixteen.
    case ansi256 = "256"
    case ansi8 = "8"
    /// The terminal's own two colours and reverse video.
    case mono
    /// No attributes and no character beyond ASCII.
    case ascii
}

extension ColourMode {
    /// What is known of the terminal before anything is written to it.
    struct Evidence: Equatable {
        /// `--color`.
        var requested: ColourMode?
        /// Environment variables.
        var environment: [String: String]
        /// `client_termfeatures` of tmux, where the application runs in it; empty without a client.
        var tmuxFeatures: String?
        /// `colors` of the terminal's description; 0 or less: none.
        var terminfoColours: Int
    }

    /// The wish of the user first, then what tmux can pass on, then COLORTERM, then what xterm says of itself (its
    /// description has eight colours, whatever it can do), then terminfo.
    /// - Source: no-color.org; tmux maps true colour to its nearest of 256 where its client has none,
    ///   which looks worse than our own 256 colours.
    static func choose(_ evidence: Evidence) -> ColourMode {
        if let requested = evidence.requested { return requested }
        if !(evidence.environment["NO_COLOR"] ?? "").isEmpty { return .mono }
        if let features = evidence.tmuxFeatures, !features.isEmpty {
            let words = features.split(separator: ",")
            if words.contains("RGB") { return .trueColour }
            if words.contains("256") { return .ansi256 }
        } else if ["truecolor", "24bit"].contains(evidence.environment["COLORTERM"] ?? "") || evidence.isDirectColourXterm {
            return .trueColour
        }
        switch evidence.terminfoColours {
        case 32_768...: return .trueColour
        case 256...: return .ansi256
        case 8...: return .ansi8
        default: return .mono
        }
    }
}

extension ColourMode.Evidence {
    /// xterm itself, of a version that shows colours of 24 bits (331, 2017).
    var isDirectColourXterm: Bool {
        guard (environment["TERM"] ?? "").hasPrefix("xterm"), let version = environment["XTERM_VERSION"] else { return false }
        return Int(version.filter(\.isNumber)) ?? 0 >= 331
    }
}
