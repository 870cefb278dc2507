import Foundation
import Frames
import Ingest
import Model
import Synchronization
import Testing
@testable import Review

/// Objects in memory.
private final class MemoryStore: ObjectStore {
    let objects = Mutex<[String: [UInt8]]>([:])

    func list(_ prefix: S3Location, page: ([StoredObject]) throws -> Void) throws {
        try page(objects.withLock { $0.filter { $0.key.hasPrefix(prefix.key) }.map { StoredObject(key: $0.key, size: $0.value.count, etag: "") } })
    }
    func copy(_ copies: some Sequence<ObjectCopy>, finished: (ObjectCopy, Result<String, S3Error>) throws -> Void) throws {}
    func delete(_ keys: some Sequence<String>, in bucket: String, finished: (String, S3Error?) throws -> Void) throws {}
    func put(_ location: S3Location, _ bytes: [UInt8], condition: PutCondition) throws -> String {
        objects.withLock { $0[location.key] = bytes }
        return ""
    }
    func get(_ location: S3Location) throws -> ObjectContent? { objects.withLock { $0[location.key] }.map { ObjectContent(bytes: $0, etag: "") } }
}

@Suite("Embedding in shares")
struct EmbedShardsTests {
    /// Two episodes with 7 and 4 frames; one has no image.
    private func film() throws -> (test: EmbeddingTestFolder, jobs: [EmbeddingJob]) {
        let test = try EmbeddingTestFolder()
        let frames = test.frames(0..<11)
        try test.draw(frames)
        try FileManager.default.removeItem(atPath: test.imagePath(frames[9]))
        return (test, [test.job(Array(frames[..<7])), EmbeddingJob(episode: EpisodeCode(season: 1, episode: 4), frames: Array(frames[7...]), imageFolder: test.images)])
    }

    private func bytes(_ folder: EmbeddingFolder, _ jobs: [EmbeddingJob]) throws -> [Data] {
        try jobs.map { try Data(contentsOf: URL(fileURLWithPath: folder.file($0.episode))) }
    }

    @Test("shares put together are bit for bit what one machine makes, through a folder and through S3", arguments: [1, 3, 16], [false, true])
    func sameBits(count: Int, inStore: Bool) throws {
        let (test, jobs) = try film()
        _ = try EmbedFrames.run(jobs, into: test.folder, context: StageContext())
        let expected = try bytes(test.folder, jobs)
        let store = MemoryStore(), location = S3Location(bucket: "bucket", key: "shards")
        for index in 0..<count {
            let place = inStore ? ShardPlace(store, location, cache: "\(test.path)/cache\(index)", trunk: test.trunk) : ShardPlace(folder: "\(test.path)/shards", trunk: test.trunk)
            _ = try EmbedShards.run(jobs, try #require(Shard(index: index, count: count)), at: place, context: StageContext())
        }
        let place = inStore ? ShardPlace(store, location, cache: "\(test.path)/cache", trunk: test.trunk) : ShardPlace(folder: "\(test.path)/shards", trunk: test.trunk)
        let merged = EmbeddingFolder(path: "\(test.path)/merged", trunk: test.trunk)
        let report = try EmbedShards.merge(jobs, from: place, into: merged, context: StageContext())
        #expect(report == ShardMergeReport(shards: count, episodes: 2, frames: 11, missing: 1))
        #expect(try bytes(merged, jobs) == expected)
    }

    @Test("a share that is missing, cut, altered or made from other frames is named, and nothing is written")
    func incomplete() throws {
        let (test, jobs) = try film()
        let place = ShardPlace(folder: "\(test.path)/shards", trunk: test.trunk), merged = EmbeddingFolder(path: "\(test.path)/merged", trunk: test.trunk)
        func reason(_ jobs: [EmbeddingJob]) throws -> String {
            let error = #expect(throws: ShardsIncomplete.self) { try EmbedShards.merge(jobs, from: place, into: merged, context: StageContext()) }
            #expect(!FileManager.default.fileExists(atPath: merged.path))
            return "\(try #require(error))"
        }
        #expect(try reason(jobs).contains("no finished shard"))
        func run(_ index: Int) throws { _ = try EmbedShards.run(jobs, try #require(Shard(index: index, count: 5)), at: place, context: StageContext()) }
        try run(0)
        try run(3)
        #expect(try reason(jobs).contains("of 5 shards missing: 1-2, 4. Run these again: rarity embed --shard I/5."))
        for index in [1, 2, 4] { try run(index) }
        // A record without its file, a cut file, an altered byte.
        let files = [1, 2, 3].map { place.folder(Shard(index: $0, count: 5)!).path + "/S01E0\($0 == 1 ? 3 : $0 == 2 ? 3 : 4)" }
        try FileManager.default.removeItem(atPath: files[0])
        try Data(try Data(contentsOf: URL(fileURLWithPath: files[1])).dropLast(100)).write(to: URL(fileURLWithPath: files[1]))
        var altered = try Data(contentsOf: URL(fileURLWithPath: files[2]))
        altered[altered.count - 1] ^= 1
        try altered.write(to: URL(fileURLWithPath: files[2]))
        let text = try reason(jobs)
        #expect(text.contains("not usable: 1 (S01E03 is missing), 2 (S01E03 is damaged), 3 (S01E04 is damaged)"), "\(text)")
        for index in [1, 2, 3] { try run(index) }
        var fewer = jobs
        fewer[1] = EmbeddingJob(episode: jobs[1].episode, frames: Array(jobs[1].frames.dropLast()), imageFolder: test.images)
        #expect(try reason(fewer).contains("made from another list of frames of"))
        _ = try EmbedShards.merge(jobs, from: place, into: merged, context: StageContext())
    }

    @Test("a share that is run again makes nothing twice")
    func again() throws {
        let (test, jobs) = try film()
        let place = ShardPlace(folder: "\(test.path)/shards", trunk: test.trunk), shard = try #require(Shard(index: 0, count: 2))
        #expect(try EmbedShards.run(jobs, shard, at: place, context: StageContext()).embedded == 5)
        let report = try EmbedShards.run(jobs, shard, at: place, context: StageContext())
        #expect(report.embedded == 0 && report.kept == 5)
    }
}
