// Where embeddings lie: `.rarity/embeddings/<trunk>/<episode>`, beside the database. Deleting the folder
// costs time, never work.

import Foundation
import Frames
import Model

/// The embeddings of one database and one trunk.
public struct EmbeddingFolder: Sendable {
    public let path: String
    public let trunk: TrunkName

    /// - Parameter database: the path of review.db.
    public init(database: String, trunk: TrunkName) {
        path = URL(fileURLWithPath: database).deletingLastPathComponent()
            .appendingPathComponent(".rarity/embeddings/\(trunk)").path
        self.trunk = trunk
    }

    /// The file of an episode, there or not.
    public func file(_ episode: EpisodeCode) -> String { "\(path)/\(episode)" }

    /// The embeddings of the frames of an episode that have one.
    /// - Throws: `EmbeddingError` for a file that is damaged or of another trunk.
    public func embeddings(_ episode: EpisodeCode, of frames: [FrameNumber]) throws(EmbeddingError) -> EpisodeEmbeddings {
        let file = try EmbeddingFile(path: file(episode), trunk: trunk)
        return file?.embeddings(of: frames)
            ?? EpisodeEmbeddings(positions: [], matrix: Matrix(rows: 0, columns: Trunk.embeddingSize))
    }

    /// Makes the folder and takes it for this process, until the lock is let go.
    /// - Throws: `EmbeddingError.busy` where another process embeds.
    func lock() throws(EmbeddingError) -> FileLock {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(place: path, reason: "the folder cannot be made")
        }
        do {
            return try FileLock(path)
        } catch {
            switch error {
            case .held: throw .busy(place: path)
            case .unopened(let reason): throw .unreadable(place: path, reason: reason)
            }
        }
    }
}
