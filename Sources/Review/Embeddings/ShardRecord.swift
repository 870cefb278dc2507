// What a finished share says of itself: written last, so that a share without it does not count.

import Foundation
import Frames
import Ingest
import Model

/// `3-of-16.json`, beside the folder `3-of-16` with an embedding file an episode.
struct ShardRecord: Codable, Equatable {
    struct File: Codable, Equatable {
        var episode: String
        var frames: Int
        /// Checksum of the list of frames.
        var list: String
        var bytes: Int
        /// Of the whole file.
        var checksum: String
    }

    var shard: Int
    var of: Int
    var trunk: String
    var files: [File]

    static func name(_ shard: Shard) -> String { "\(shard.index)-of-\(shard.count)" }

    /// Reads the name of a record; `nil` for other files.
    static func shard(ofFile name: String) -> Shard? {
        guard name.hasSuffix(".json") else { return nil }
        let parts = name.dropLast(5).components(separatedBy: "-of-")
        guard parts.count == 2 else { return nil }
        return Shard(text: "\(parts[0])/\(parts[1])")
    }

    /// Of the files that a share has made.
    /// - Throws: `EmbeddingError`
    init(_ shard: Shard, _ jobs: [EmbeddingJob], in folder: EmbeddingFolder) throws {
        self.shard = shard.index
        of = shard.count
        trunk = folder.trunk.description
        files = try jobs.map { job in
            let path = folder.file(job.episode)
            guard let file = try MappedFile(path: path) else { throw EmbeddingError.unreadable(place: path, reason: "it is gone") }
            return File(episode: "\(job.episode)", frames: job.frames.count, list: Self.list(job.frames), bytes: file.bytes.count,
                        checksum: Self.hex(checksum(file.bytes)))
        }
    }

    init?(_ bytes: [UInt8]) {
        guard let record = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
        self = record
    }

    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        return ((try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "") + "\n"
    }

    /// What tells one list of frames from another.
    static func list(_ frames: [FrameNumber]) -> String {
        hex(frames.map(\.description).joined(separator: "\n").utf8.withContiguousStorageIfAvailable { checksum(UnsafeRawBufferPointer($0)) } ?? 0)
    }

    static func hex(_ sum: UInt64) -> String { String(sum, radix: 16) }
}

extension Shard {
    /// The part of every episode that belongs to this share; an episode without a part is left out.
    func part(of jobs: [EmbeddingJob]) -> [EmbeddingJob] {
        var first = 0
        return jobs.compactMap { job in
            let all = first..<first + job.frames.count
            first = all.upperBound
            let own = range(of: jobs.reduce(0) { $0 + $1.frames.count }).clamped(to: all)
            guard !own.isEmpty else { return nil }
            let frames = job.frames[own.lowerBound - all.lowerBound..<own.upperBound - all.lowerBound]
            return EmbeddingJob(episode: job.episode, frames: Array(frames), imageFolder: job.imageFolder)
        }
    }
}
