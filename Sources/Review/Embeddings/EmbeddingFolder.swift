// Where embeddings lie: `.rarity/embeddings/<trunk>/<episode>`, beside the database. Deleting the folder
// costs time, never work.

#if canImport(Glibc)
import Glibc
#endif
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
    func lock() throws(EmbeddingError) -> EmbeddingLock {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(place: path, reason: "the folder cannot be made")
        }
        return try EmbeddingLock(folder: path)
    }
}

/// One process at a time writes embeddings of a trunk; the lock ends with the process, however it ends.
final class EmbeddingLock: Sendable {
    private let descriptor: Int32

    init(folder: String) throws(EmbeddingError) {
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(place: folder, reason: systemReason()) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .busy(place: folder)
        }
    }

    deinit { close(descriptor) }
}
