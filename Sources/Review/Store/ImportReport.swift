// What an import did, for people and for `import --json`.

import Frames
import Ingest

/// What an import of one episode's sheet found and changed.
public struct ImportReport: Equatable, Sendable {
    /// A cell that differs from the import before.
    public struct Change: Equatable, Sendable, Codable {
        /// As Google shows it.
        public var row: Int
        public var frame: String
        /// Name of the column.
        public var column: String
        /// Empty where there was, or is, nothing.
        public var old, new: String
    }

    /// A cell that differs from a decision in the app which stands over it.
    public struct Standing: Equatable, Sendable, Codable {
        public var row: Int
        public var frame: String
        public var column: String
        /// What the sheet says.
        public var sheet: RarityClass
        /// What was decided in the app and is in effect.
        public var app: RarityClass
    }

    public var episode: EpisodeCode
    /// What lines about it call the sheet: the name of its file, or the episode.
    public var sheet = ""
    /// Where `<frame number>.jpg` lies; `nil` where no folder was ever found.
    public var imageFolder: String?
    /// Whether the sheet says where images lie in the outer world.
    public var hasAddresses = false
    /// Usable rows of the sheet.
    public var rows = 0
    /// Frames that were not known before.
    public var new = 0
    /// Frames of which some cell differs from the import before.
    public var changed = 0
    /// Known frames that the sheet no longer has; they stay as they were.
    public var gone: [String] = []
    public var changes: [Change] = []
    public var standing: [Standing] = []
    public var problems: [SheetProblem] = []
}
