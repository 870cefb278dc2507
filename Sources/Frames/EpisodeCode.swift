// The name of an episode, as typed on the command line and used in file names.

/// Season and episode, `S01E03`.
public struct EpisodeCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let season: Int
    public let episode: Int

    public init(season: Int, episode: Int) {
        self.season = season
        self.episode = episode
    }

    /// Reads `S01E03`, in either case.
    public init?(text: some StringProtocol) {
        let word = text.trimmed.uppercased()
        guard word.count == 6, let cut = word.firstIndex(of: "E"), word.first == "S",
              let season = twoDigits(word[..<cut].dropFirst()),
              let episode = twoDigits(word[cut...].dropFirst()) else { return nil }
        self.init(season: season, episode: episode)
    }

    public var description: String { "S\(padded(season))E\(padded(episode))" }

    public static func < (a: Self, b: Self) -> Bool { (a.season, a.episode) < (b.season, b.episode) }
}
