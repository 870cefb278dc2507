// The labels in effect as a manifest, and what is not in it and why.

import Frames
import GRDB
import Ingest

/// The manifest of one episode.
public struct ManifestExport: Equatable, Sendable {
    public var episode: EpisodeCode
    public var lines: [ManifestLine] = []
    /// Frames that have no line: no class is in effect, or the sheet has no base URL.
    public var withoutClass = 0, withoutURL = 0
    /// Lines whose class two reviewers contest; the latest is in effect.
    public var contested = 0
}

extension ReviewStore {
    /// The manifest of an episode, by the labels in effect now, in the order of the film.
    ///
    /// - Parameter endpoint: where base URLs without a scheme lie.
    public func manifest(_ episode: EpisodeCode, endpoint: String = ImageFolder.endpoint) throws -> ManifestExport {
        try read { db in
            let rows = try Row.fetchCursor(db.cachedStatement(sql: """
                SELECT f.series, f.timecode, b.url, l.class, l.contested
                FROM frame f CROSS JOIN label l ON l.frame_id = f.id LEFT JOIN base_url b ON b.id = f.base_url_id
                WHERE f.episode_id = ? ORDER BY f.position
                """), arguments: [try Self.episodeID(db, episode)])
            var export = ManifestExport(episode: episode)
            var folders: [String: ImageFolder] = [:]
            while let row = try rows.next() {
                let url: String? = row[2]
                if let url, folders[url] == nil { folders[url] = ImageFolder(text: url) }
                guard let rarity = row.rarity(3) else { export.withoutClass += 1; continue }
                guard let url, let folder = folders[url] else { export.withoutURL += 1; continue }
                let number = FrameNumber(series: row[0], episode: episode, timecode: Timecode(index: row[1]))
                export.lines.append(ManifestLine(imageRef: folder.imageAddress(number, endpoint: endpoint), rarity: rarity))
                if row[4] { export.contested += 1 }
            }
            return export
        }
    }
}
