// Where the images of frames lie in the outer world.

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
