// The name of a frame in sheets, manifests and file names.

/// `TT_S01_E01_FRM-00-00-08-12`: series, season, episode and timecode. It names one image, in any size.
public struct FrameNumber: Hashable, Sendable, CustomStringConvertible {
    /// Upper-case letters and digits: `TT` for Tuttle Twins.
    public let series: String
    public let episode: EpisodeCode
    public let timecode: Timecode

    public init(series: String, episode: EpisodeCode, timecode: Timecode) {
        self.series = series
        self.episode = episode
        self.timecode = timecode
    }

    /// Reads a frame number; `nil` where it has another form or its timecode cannot exist. Since every
    /// part is checked, a frame number can be used as a file name.
    public init?(text: some StringProtocol) {
        let parts = text.trimmed.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 4, !parts[0].isEmpty, parts[0].utf8.count <= 16,
              parts[0].utf8.allSatisfy({ (65...90).contains($0) || (48...57).contains($0) }),
              parts[1].first == "S", let season = twoDigits(parts[1].dropFirst()),
              parts[2].first == "E", let episode = twoDigits(parts[2].dropFirst()),
              parts[3].hasPrefix("FRM-"), let timecode = Timecode(text: parts[3].dropFirst(4)) else { return nil }
        self.init(series: String(parts[0]), episode: EpisodeCode(season: season, episode: episode), timecode: timecode)
    }

    public var description: String {
        "\(series)_S\(padded(episode.season))_E\(padded(episode.episode))_FRM-\(timecode.text)"
    }

    /// The name of its image file.
    public var fileName: String { description + ".jpg" }
}
