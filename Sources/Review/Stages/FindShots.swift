// Shots and scenes of episodes, from their images. Asked for again, it finds them again; people's corrections
// of labels are not touched by it.

import Frames
import Model

/// What was found in one episode.
public struct ShotReport: Codable, Equatable, Sendable {
    public var episode: String
    public var frames: Int
    public var shots: Int
    public var scenes: Int
    /// A line for each frame that has no readable image; it belongs to the shot before it.
    public var problems: [String]
}

/// Finds shots and scenes.
public enum FindShots {
    /// Finds the shots of the episodes named and stores them, each episode at once when it is done.
    /// - Parameter missingOnly: leaves episodes alone that have shots.
    /// - Returns: a report for every episode that was looked at; one without any readable image has no
    ///   shots, and says why.
    /// - Throws: `StageCancelled`, after which the episode at hand is as it was; `ReviewError`.
    /// - Cost: 0.4 ms of one core a frame.
    public static func run(_ store: ReviewStore, _ episodes: [EpisodeCode], missingOnly: Bool = false,
                           context: StageContext) throws -> [ShotReport] {
        let codes = try episodes.filter { try !missingOnly || store.shots($0).isEmpty }
        _ = try FetchImages.beforeStage(store, codes, context: context)
        let wanted = try codes.map { try store.episode($0) }
        let total = wanted.reduce(0) { $0 + $1.frames }
        var done = 0
        var reports: [ShotReport] = []
        for episode in wanted {
            try context.checkCancelled()
            let report = try find(store, episode, context) { read in
                context.report(StageProgress(title: "shots", done: done + read, total: total, detail: "\(episode.code)"))
            }
            done += episode.frames
            reports.append(report)
        }
        return reports
    }

    private static func find(_ store: ReviewStore, _ episode: EpisodeSummary, _ context: StageContext,
                             progress: (Int) -> Void) throws -> ShotReport {
        let records = try store.frames(episode.code), frames = records.count
        var report = ShotReport(episode: "\(episode.code)", frames: frames, shots: 0, scenes: 0, problems: [])
        guard frames > 0 else { return report }
        guard let folder = episode.imageFolder else {
            report.problems = ["\(episode.code): has no images on this machine. Name their folder: rarity import … --images DIR."]
            return report
        }
        let paths = records.map { "\(folder)/\($0.number.fileName)" }
        let read = try SignalReader(paths: paths).read(context, report: progress)
        report.problems = read.problems
        guard !read.signals.isEmpty else { return report }
        let starts = [0] + ShotDetector().boundaries(read.signals)
        let scenes = SceneGrouper().scenes(SceneGrouper.features(read.signals, shots: starts))
        // A frame without an image belongs to the shot before it; those at the very start to the first.
        let firsts = starts.enumerated().map { $0 == 0 ? 0 : read.positions[$1] }
        let shots = firsts.indices.map { i in
            Shot(index: i, first: firsts[i], last: (i + 1 < firsts.count ? firsts[i + 1] : frames) - 1, scene: scenes[i])
        }
        try context.checkCancelled()
        try store.setShots(episode.code, shots)
        report.shots = shots.count
        report.scenes = (scenes.last ?? -1) + 1
        return report
    }
}
