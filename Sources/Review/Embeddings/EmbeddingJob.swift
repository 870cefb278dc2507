// What the embedding stage is asked for, and what it says afterwards: plain values, no database.

import Frames

/// The frames of one episode that are to have embeddings.
public struct EmbeddingJob: Sendable {
    public let episode: EpisodeCode
    /// All frames of the episode in order, those that have embeddings already too; no number twice.
    public let frames: [FrameNumber]
    /// Holds `<frame number>.jpg`; `nil` where the episode has no images on this machine.
    public let imageFolder: String?

    public init(episode: EpisodeCode, frames: [FrameNumber], imageFolder: String?) {
        self.episode = episode
        self.frames = frames
        self.imageFolder = imageFolder
    }

    /// All frames of an episode as the store has them.
    /// - Throws: `ReviewError`
    public init(_ episode: EpisodeSummary, of store: ReviewStore) throws {
        self.init(episode: episode.code, frames: try store.frames(episode.code).map(\.number), imageFolder: episode.imageFolder)
    }

    func imagePath(_ row: Int) -> String? { imageFolder.map { "\($0)/\(frames[row].fileName)" } }
}

/// What a run of the embedding stage did.
public struct EmbedReport: Equatable, Sendable {
    /// A frame that has no embedding, and why in one line.
    public struct Problem: Equatable, Sendable {
        public let frame: FrameNumber
        public let reason: String
    }

    /// Frames embedded by this run.
    public var embedded = 0
    /// Frames whose embedding was there already.
    public var kept = 0
    /// Frames without one, in the order of the episodes.
    public var problems: [Problem] = []
    /// Lines worth showing, such as a damaged file that was set aside.
    public var notes: [String] = []
    /// Time from the first picture to the last.
    public var seconds = 0.0

    /// One line for a person.
    public var summary: String {
        var parts = ["\(embedded) frames embedded"]
        if embedded > 0 && seconds > 0 { parts[0] += " in \(duration(seconds)) (\(rate(Double(embedded) / seconds)))" }
        if kept > 0 { parts.append("\(kept) had embeddings already") }
        if !problems.isEmpty { parts.append("\(problems.count) have no usable image") }
        return parts.joined(separator: ", ") + "."
    }
}

/// `12 s`, `4 min`, `2 h 5 min`.
func duration(_ seconds: Double) -> String {
    let whole = max(0, Int(min(seconds, 1e9).rounded(.up)))
    if whole < 100 { return "\(whole) s" }
    let minutes = (whole + 30) / 60
    return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
}

/// `108/s`; below ten with one decimal.
func rate(_ perSecond: Double) -> String {
    perSecond < 10 ? "\((perSecond * 10).rounded() / 10)/s" : "\(Int(perSecond.rounded()))/s"
}
