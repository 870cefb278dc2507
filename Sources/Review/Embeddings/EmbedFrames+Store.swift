// Embedding the episodes of a store: images that are not on this machine are fetched first, but only those of frames
// that have no embedding yet, since the images of the others may have been thrown away long ago.

import Frames
import Ingest
import Model

extension EmbedFrames {
    /// - Throws: as `run(_:into:context:)`, and what fetching throws where no image can be had at all.
    public static func run(_ store: ReviewStore, _ episodes: [EpisodeCode], into folder: EmbeddingFolder, context: StageContext) throws -> EmbedReport {
        let missing = try fetch(store, EmbeddingJob.all(episodes, of: store), into: folder, context: context)
        return try run(EmbeddingJob.all(episodes, of: store), into: folder, context: context).explained(by: missing)
    }

    /// The images that these jobs need and do not find. - Returns: why frames have none.
    static func fetch(_ store: ReviewStore, _ jobs: [EmbeddingJob], into folder: EmbeddingFolder, context: StageContext) throws -> [FrameNumber: String] {
        let frames = Dictionary(jobs.map { ($0.episode, $0.frames) }, uniquingKeysWith: +)
        return try FetchImages.beforeStage(store, jobs.map(\.episode), needed: { code in
            let wanted = frames[code, default: []]
            // A file that is damaged is the embedding stage's to deal with: then all are needed.
            guard let embedded = try? folder.embeddings(code, of: wanted).positions else { return Set(wanted) }
            return Set(wanted).subtracting(embedded.map { wanted[$0] })
        }, context: context)
    }
}

extension EmbedShards {
    /// Makes one share of the embeddings of a store's episodes; only the images of this share are fetched.
    /// - Throws: as `run(_:_:at:context:)`, and what fetching throws where no image can be had at all.
    public static func run(_ store: ReviewStore, _ episodes: [EpisodeCode], _ shard: Shard, at place: ShardPlace, context: StageContext) throws -> EmbedReport {
        let own = shard.part(of: try EmbeddingJob.all(episodes, of: store))
        let missing = try EmbedFrames.fetch(store, own, into: place.folder(shard), context: context)
        return try run(EmbeddingJob.all(episodes, of: store), shard, at: place, context: context).explained(by: missing)
    }
}

extension EmbeddingJob {
    /// All frames of these episodes. - Throws: `ReviewError`
    public static func all(_ episodes: [EpisodeCode], of store: ReviewStore) throws -> [EmbeddingJob] {
        try episodes.map { try EmbeddingJob(try store.episode($0), of: store) }
    }
}

extension EmbedReport {
    /// The same, where it is known why a frame has no image.
    fileprivate func explained(by reasons: [FrameNumber: String]) -> EmbedReport {
        var report = self
        report.problems = problems.map { Problem(frame: $0.frame, reason: reasons[$0.frame] ?? $0.reason) }
        return report
    }
}
