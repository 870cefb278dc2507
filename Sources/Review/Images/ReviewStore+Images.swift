// Where the images of frames lie in the outer world.

import Foundation
import Frames
import GRDB
import Ingest

/// The frames of an episode with the folder of their images, as the sheet has it.
public struct ImagePlaces: Sendable {
    public var frames: [FrameNumber] = []
    /// `nil` for a frame without a base URL.
    public var folders: [ImageFolder?] = []

    /// The address of a frame's image in a size.
    public func address(_ position: Int, _ size: ImageSize) -> String? {
        folders[position].map { $0.sized(size).imageAddress(frames[position]) }
    }
}

extension ReviewStore {
    /// The episodes whose images lie in the outer world only.
    func episodesToFetch() throws -> [EpisodeCode] {
        try read { db in
            try String.fetchAll(db, sql: """
                SELECT code FROM episode e WHERE image_folder IS NULL
                AND EXISTS (SELECT 1 FROM frame WHERE episode_id = e.id AND base_url_id IS NOT NULL) ORDER BY code
                """).compactMap { EpisodeCode(text: $0) }
        }
    }

    /// The folder of an episode's images, which can be opened: its own, or that of what was fetched.
    func imageFolder(stored: String?, _ episode: EpisodeCode) -> String? {
        if let stored { return ImagePath.resolved(stored, database: path) }
        let fetched = FrameCache(database: path).folder(episode)
        return FileManager.default.fileExists(atPath: fetched) ? fetched : nil
    }

    /// The places of an episode's images, in the order of its frames. Cost: one row a frame.
    public func imagePlaces(_ episode: EpisodeCode) throws -> ImagePlaces {
        try read { db in
            let rows = try Row.fetchCursor(db.cachedStatement(sql: """
                SELECT f.series, f.timecode, b.url FROM frame f LEFT JOIN base_url b ON b.id = f.base_url_id
                WHERE f.episode_id = ? ORDER BY f.position
                """), arguments: [try Self.episodeID(db, episode)])
            var places = ImagePlaces()
            var known: [String: ImageFolder?] = [:]
            while let row = try rows.next() {
                places.frames.append(FrameNumber(series: row[0], episode: episode, timecode: Timecode(index: row[1])))
                guard let base: String = row[2] else {
                    places.folders.append(nil)
                    continue
                }
                if known[base] == nil { known[base] = .some(ImageFolder(text: base)) }
                places.folders.append(known[base] ?? nil)
            }
            return places
        }
    }
}
