// Gives every frame its embedding: decode, resize, trunk, keep. On threads of its own; what is done stays
// done when it is stopped or killed.

import Foundation
import Frames
import Model

public enum EmbedFrames {
    /// Embeds what has no embedding yet, or whose image has changed since.
    ///
    /// A picture that is missing or damaged is a `Problem` of the report and stops nothing. A frame whose image
    /// is gone keeps the embedding it has. Each thread takes one frame after the other from its file to its embedding, so decoding
    /// and trunk share the cores without waiting for each other. Cost: at 180x320, decoding included, about 10 ms of one
    /// core a frame in float32, 3.5 ms in int8.
    /// - Throws: `StageCancelled` within the time of one frame; `EmbeddingError` where nothing can be kept (disk
    ///   full, or another process is at it); `ModelError` for weights that cannot be read.
    public static func run(_ jobs: [EmbeddingJob], into folder: EmbeddingFolder, context: StageContext) throws -> EmbedReport {
        let lock = try folder.lock()
        defer { withExtendedLifetime(lock) {} }
        var report = EmbedReport()
        var queue: [EmbedQueue.Item] = []
        var problems: [EmbedQueue.Problem] = []
        var writers: [EmbeddingWriter] = []
        for (index, job) in jobs.enumerated() {
            try context.checkCancelled()
            let writer = try EmbeddingWriter(path: folder.file(job.episode), trunk: folder.trunk, frames: job.frames)
            if let note = writer.note { report.notes.append(note) }
            writers.append(writer)
            for row in job.frames.indices {
                if row % 1_000 == 999 { try context.checkCancelled() }
                let path = job.imagePath(row), stamp = path.flatMap(ImageStamp.of), mark = writer.kept[row]
                if mark.state == .embedded && (stamp == nil || stamp == mark.stamp) {
                    report.kept += 1
                } else if let path, let stamp {
                    queue.append(.init(job: index, row: row, path: path, stamp: stamp))
                } else {
                    if mark.state != .missing { try writer.writeMissing(row) }
                    let reason = path.map { "\($0.printable(limit: 300)): no such image" }
                        ?? "\(job.episode) has no images on this machine"
                    problems.append(.init(job: index, row: row, reason: reason))
                }
            }
        }
        if !queue.isEmpty { problems += try embed(queue, writers, folder.trunk, context, &report) }
        report.problems = problems.sorted { ($0.job, $0.row) < ($1.job, $1.row) }
            .map { .init(frame: jobs[$0.job].frames[$0.row], reason: $0.reason) }
        return report
    }

    /// Embeds what is queued; returns what could not be.
    private static func embed(
        _ items: [EmbedQueue.Item], _ writers: [EmbeddingWriter], _ name: TrunkName,
        _ context: StageContext, _ report: inout EmbedReport
    ) throws -> [EmbedQueue.Problem] {
        let trunk = try Trunk(name)
        let queue = EmbedQueue(items)
        let start = ContinuousClock.now
        context.report(StageProgress(title: "embedding", done: 0, total: items.count))
        let workers = Workers(min(context.threads, items.count), name: "embed") { _ in
            let workspace = trunk.makeWorkspace()
            let reader: JPEGReader
            do { reader = try JPEGReader() } catch { return queue.fail(error) }
            var embedding = [Float](repeating: 0, count: Trunk.embeddingSize)
            while !context.isCancelled, let item = queue.next() {
                do {
                    let image = try reader.decode(path: item.path, width: name.input.width, height: name.input.height)
                    trunk.embed(image, into: &embedding, workspace)
                    try writers[item.job].write(item.row, embedding, stamp: item.stamp)
                    queue.finish(item)
                } catch let error as FrameError {
                    do {
                        try writers[item.job].writeMissing(item.row)
                        queue.finish(item, reason: error.description)
                    } catch { queue.fail(error) }
                } catch { queue.fail(error) }
            }
        }
        while !workers.wait(milliseconds: 50) {
            context.report(progress(queue.done, items.count, ContinuousClock.now - start))
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        if let failure = queue.failure { throw failure }
        // Who stops does not wait for the disk: rows carry checksums, so what a power failure takes is made again.
        try context.checkCancelled()
        for writer in writers { try writer.synchronise() }
        report.seconds = seconds
        report.embedded = queue.done - queue.problems.count
        context.report(progress(queue.done, items.count, .seconds(seconds)))
        return queue.problems
    }

    /// Rate and time left, once there is enough to tell.
    static func progress(_ done: Int, _ total: Int, _ elapsed: Duration) -> StageProgress {
        let seconds = elapsed / .seconds(1)
        guard done > 0, seconds > 0 else { return StageProgress(title: "embedding", done: done, total: total) }
        let perSecond = Double(done) / seconds
        let left = done < total ? ", \(duration(Double(total - done) / perSecond)) left" : ""
        return StageProgress(title: "embedding", done: done, total: total, detail: rate(perSecond) + left)
    }
}
