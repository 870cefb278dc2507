import Foundation
import Frames
import Model
import Synchronization
import Testing
@testable import Review

@Suite("Embedding stage")
struct EmbeddingStageTests {
    @Test("every frame has the trunk's embedding, to half precision, and a second run makes none again")
    func embeds() throws {
        let test = try EmbeddingTestFolder(), frames = test.frames(0..<5)
        try test.draw(frames)
        let report = try test.run(frames)
        #expect(report.embedded == 5 && report.kept == 0 && report.problems.isEmpty && report.notes.isEmpty)
        let read = try test.folder.embeddings(test.episode, of: frames)
        let reader = try JPEGReader()
        let images = try frames.map { try reader.decode(path: test.imagePath($0), width: 256, height: 144) }
        let expected = try Trunk(input: .h144w256).embed(images, threads: 1)
        #expect(read.positions == Array(0..<5))
        for row in 0..<5 {
            #expect(zip(read.matrix.row(row), expected[row]).allSatisfy { abs($0 - $1) <= 0.001 * max(0.1, $1) })
        }
        let again = try test.run(frames)
        #expect(again.embedded == 0 && again.kept == 5)
    }

    @Test("an image that changed is embedded anew, one that is gone keeps its embedding")
    func changed() throws {
        let test = try EmbeddingTestFolder(), frames = test.frames(0..<4)
        try test.draw(frames)
        _ = try test.run(frames)
        let before = try test.folder.embeddings(test.episode, of: frames).matrix
        try test.draw([frames[1]], salt: 90)
        try FileManager.default.removeItem(atPath: test.imagePath(frames[2]))
        let report = try test.run(frames)
        let after = try test.folder.embeddings(test.episode, of: frames).matrix
        #expect(report.embedded == 1 && report.kept == 3 && report.problems.isEmpty)
        #expect((0..<4).filter { before.row($0) != after.row($0) } == [1])
    }

    @Test("a frame without a usable image is a problem with a reason, stops nothing, and is tried again")
    func problems() throws {
        let test = try EmbeddingTestFolder(), frames = test.frames(0..<4)
        try test.draw(frames)
        try FileManager.default.removeItem(atPath: test.imagePath(frames[0]))
        try Data("<html>".utf8).write(to: URL(filePath: test.imagePath(frames[3])))
        let report = try test.run(frames)
        #expect(report.embedded == 2 && report.problems.map(\.frame) == [frames[0], frames[3]])
        #expect(report.problems[0].reason.hasSuffix("no such image") && report.problems[1].reason.contains("is no JPEG but an HTML page"))
        #expect(try test.folder.embeddings(test.episode, of: frames).positions == [1, 2])
        try test.draw(frames)
        #expect(try test.run(frames).problems.isEmpty)
        #expect(try test.folder.embeddings(test.episode, of: frames).positions == [0, 1, 2, 3])
    }

    @Test("an episode without an image folder gives each of its frames that reason")
    func noFolder() throws {
        let test = try EmbeddingTestFolder()
        let job = EmbeddingJob(episode: test.episode, frames: test.frames(0..<2), imageFolder: nil)
        let report = try EmbedFrames.run([job], into: test.folder, context: StageContext())
        #expect(report.problems.map(\.reason) == ["S01E03 has no images on this machine", "S01E03 has no images on this machine"])
    }

    @Test("a folder that cannot be made is one line with its name")
    func noRoom() throws {
        let test = try EmbeddingTestFolder()
        let folder = EmbeddingFolder(database: "/dev/null/review.db", trunk: test.trunk)
        let error = #expect(throws: EmbeddingError.self) { try EmbedFrames.run([], into: folder, context: StageContext()) }
        #expect(error?.description.hasPrefix("/dev/null/.rarity/embeddings/lite0-144x256-float32: embeddings cannot be written") == true)
    }

    @Test("when it is stopped, what was finished is kept, and the next run makes the rest")
    func cancelled() throws {
        let test = try EmbeddingTestFolder(), frames = test.frames(0..<40)
        try test.draw(frames)
        let box = Mutex<StageContext?>(nil)
        // The second report comes while the threads are at work.
        let context = StageContext(threads: 1) { progress in
            if progress.done > 0 { box.withLock { $0?.cancel() } }
        }
        box.withLock { $0 = context }
        #expect(throws: StageCancelled.self) { try test.run(frames, context) }
        box.withLock { $0 = nil }
        let kept = try test.folder.embeddings(test.episode, of: frames).positions.count
        #expect(kept > 0)
        let report = try test.run(frames)
        #expect(report.kept == kept && report.embedded == 40 - kept)
    }

    @Test("a stage that was stopped before it began embeds nothing")
    func cancelledBefore() throws {
        let test = try EmbeddingTestFolder(), frames = test.frames(0..<3), context = StageContext()
        try test.draw(frames)
        context.cancel()
        #expect(throws: StageCancelled.self) { try test.run(frames, context) }
        #expect(try test.folder.embeddings(test.episode, of: frames).positions.isEmpty)
    }

    @Test("several episodes share one progress, and each has a file of its own")
    func episodes() throws {
        let test = try EmbeddingTestFolder(), frames = test.frames(0..<3)
        try test.draw(frames)
        let seen = Mutex<[StageProgress]>([])
        let context = StageContext { progress in seen.withLock { $0.append(progress) } }
        let other = EmbeddingJob(episode: EpisodeCode(season: 2, episode: 1), frames: test.frames(0..<2), imageFolder: test.images)
        let report = try EmbedFrames.run([test.job(frames), other], into: test.folder, context: context)
        #expect(report.embedded == 5)
        #expect(try test.folder.embeddings(other.episode, of: other.frames).positions == [0, 1])
        let last = seen.withLock { $0.last }
        #expect(last?.done == 5 && last?.total == 5 && last?.detail.hasSuffix("/s") == true)
    }

    @Test("rate and time left are short", arguments: [
        (50, 1_000, 0.5, "100/s, 10 s left"), (3, 10, 6, "0.5/s, 14 s left"), (1_000, 1_000, 9, "111/s"),
        (100, 28_800, 1, "100/s, 5 min left"), (1, 28_800, 1, "1.0/s, 8 h 0 min left"), (0, 10, 1, ""),
    ])
    func progress(done: Int, total: Int, seconds: Double, text: String) {
        #expect(EmbedFrames.progress(done, total, .seconds(seconds)).detail == text)
    }
}
