// One object of an episodes file.

import Frames

/// An episode as an episodes file names it.
public struct EpisodeEntry: Equatable, Sendable {
    public let code: EpisodeCode
    public let title: String
    /// For designated users only.
    public let spreadsheetURL: String
    /// Anyone can open it.
    public let shareLink: String
    /// Relative to the working directory; never leaves it.
    public let manifestFile: String

    public init(code: EpisodeCode, title: String, spreadsheetURL: String, shareLink: String, manifestFile: String) {
        self.code = code
        self.title = title
        self.spreadsheetURL = spreadsheetURL
        self.shareLink = shareLink
        self.manifestFile = manifestFile
    }
}
