// The labels in effect as a manifest, and what is not in it and why.

import Frames
import GRDB
import Ingest

/// What a manifest has of one episode.
public struct ManifestExport: Equatable, Sendable {
    public var episode: EpisodeCode
    public var lines = 0
    /// Frames that have no line: no class is in effect, or the sheet has no base URL.
    public var withoutClass = 0, withoutURL = 0
    /// Lines whose class two reviewers contest; the latest is in effect.
    public var contested = 0
}

extension ReviewStore {
    /// Adds the frames of an episode to a manifest, by the labels in effect now, in the order of the film.
    /// - Cost: below 1 µs of one core a frame (`make bench-manifest`).
    public func add(_ episode: EpisodeCode, to manifest: inout Manifest) throws -> ManifestExport {
        try read { db in
            var export = ManifestExport(episode: episode)
            try Self.eachImage(db, episode) { image in
                guard let rarity = image.rarity else { export.withoutClass += 1; return }
                guard let folder = image.folder else { export.withoutURL += 1; return }
                manifest.add(image.number, in: folder, rarity)
                export.lines += 1
                if image.isContested { export.contested += 1 }
            }
            return export
        }
    }
}
