// The labels in effect of an episode with where each image lies, row by row: what manifests and data sets are made of.

import Frames
import GRDB
import Ingest

/// One frame of an episode, as an export sees it.
struct LabelledImage {
    let number: FrameNumber
    let position: Int
    /// Where its image lies in the outer world; `nil` without a base URL.
    let folder: ImageFolder?
    /// In effect; `nil` where there is none.
    let rarity: RarityClass?
    let isContested: Bool
}

extension ReviewStore {
    /// Calls `body` with every frame of an episode, in the order of the film.
    /// - Cost: one pass over an index; nothing is kept.
    static func eachImage(_ db: Database, _ episode: EpisodeCode, _ body: (LabelledImage) throws -> Void) throws {
        // Few base URLs stand behind all frames: each is read once.
        var folders: [Int64: ImageFolder?] = [:]
        func folder(_ id: Int64) throws -> ImageFolder? {
            if let known = folders[id] { return known }
            let url = try String.fetchOne(db.cachedStatement(sql: "SELECT url FROM base_url WHERE id = ?"), arguments: [id])
            let read = url.flatMap { ImageFolder(text: $0) }
            folders[id] = .some(read)
            return read
        }
        let rows = try BoundStatement(db, """
            SELECT f.series, f.timecode, f.position, f.base_url_id, l.class, l.contested
            FROM frame f CROSS JOIN label l ON l.frame_id = f.id
            WHERE f.episode_id = ? ORDER BY f.position
            """)
        rows.bind(try episodeID(db, episode), 1)
        var series = ""
        while try rows.next(db) {
            // Neighbours are of one series.
            if let bytes = rows.utf8(0), !series.utf8.elementsEqual(bytes) { series = String(decoding: bytes, as: UTF8.self) }
            try body(LabelledImage(
                number: FrameNumber(series: series, episode: episode, timecode: Timecode(index: Int(rows.integer(1) ?? 0))),
                position: Int(rows.integer(2) ?? 0), folder: try rows.integer(3).flatMap(folder),
                rarity: rows.utf8(4).flatMap(RarityClass.init(stored:)), isContested: rows.integer(5) == 1))
        }
    }
}
