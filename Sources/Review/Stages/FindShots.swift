// Shots and scenes of episodes, from their images. Asked for again, it finds them again; people's corrections
// of labels are not touched by it.

import Foundation
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
    /// - Parameter missingOnly: leaves alone what was found: episodes that have shots, and in those that have grown by a later
    ///   import all shots that are known.
    /// - Returns: a report for every episode that was looked at; one without any readable image has no
    ///   shots, and says why.
    /// - Throws: `StageCancelled`, after which the episode at hand is as it was; `ReviewError`.
    /// - Cost: 0.4 ms of one core a frame.
    public static func run(_ store: ReviewStore, _ episodes: [EpisodeCode], missingOnly: Bool = false,
                           context: StageContext) throws -> [ShotReport] {
        let codes = try episodes.filter { try !missingOnly || store.knownShots($0).isMissing }
        _ = try FetchImages.beforeStage(store, codes, context: context)
        let wanted = try codes.map { try store.episode($0) }
        let total = wanted.reduce(0) { $0 + $1.frames }
        var done = 0
        var reports: [ShotReport] = []
        for episode in wanted {
            try context.checkCancelled()
            let known = missingOnly ? try store.knownShots(episode.code) : KnownShots(starts: [], later: [])
            let report = try find(store, episode, known, context) { read in
                context.report(StageProgress(title: "shots", done: done + read, total: total, detail: "\(episode.code)"))
            }
            done += episode.frames
            reports.append(report)
        }
        return reports
    }

    private static func find(_ store: ReviewStore, _ episode: EpisodeSummary, _ known: KnownShots, _ context: StageContext,
                             progress: (Int) -> Void) throws -> ShotReport {
        let records = try store.frames(episode.code), frames = records.count
        var report = ShotReport(episode: "\(episode.code)", frames: frames, shots: 0, scenes: 0, problems: [])
        guard frames > 0 else { return report }
        guard let folder = episode.imageFolder else {
            report.problems = ["\(episode.code): has no images on this machine. Name their folder: rarity import … --images DIR."]
            return report
        }
        let paths = records.map { "\(folder)/\($0.number.fileName)" }
        // Nothing to find until later frames have images.
        let waits = !known.starts.isEmpty && !known.later.contains { FileManager.default.fileExists(atPath: paths[$0]) }
        let read = try SignalReader(paths: waits ? known.later.sorted().map { paths[$0] } : paths).read(context, report: progress)
        report.problems = read.problems
        guard !waits, !read.signals.isEmpty else { return report }
        let shots = shots(read, known, frames: frames)
        try context.checkCancelled()
        try store.setShots(episode.code, shots)
        report.shots = shots.count
        report.scenes = (shots.last?.scene ?? -1) + 1
        return report
    }

    private static func shots(_ read: EpisodeSignals, _ known: KnownShots, frames: Int) -> [Shot] {
        let boundaries = ShotDetector().boundaries(read.signals)
        // A frame without an image belongs to the shot before it; those at the very start to the first.
        let firsts = known.starts.isEmpty ? [0] + boundaries.map { read.positions[$0] } : known.joined(boundaries, positions: read.positions)
        let signals = firsts.map { first in read.positions.firstIndex { $0 >= first } ?? read.positions.count }
        var scenes = SceneGrouper().scenes(SceneGrouper.features(read.signals, shots: signals))
        if !known.starts.isEmpty { scenes = known.scenes(firsts, found: scenes) }
        return firsts.indices.map { i in
            Shot(index: i, first: firsts[i], last: (i + 1 < firsts.count ? firsts[i + 1] : frames) - 1, scene: scenes[i])
        }
    }
}
