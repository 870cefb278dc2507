// Embedding past one machine: each machine makes a share, one of them puts the shares together.

import Frames
import Ingest
import Model

public enum EmbedShards {
    /// Makes one share of the embeddings and says so once it is whole. Run again it goes on where it was.
    /// - Parameter jobs: all frames of all episodes, the same on every machine.
    /// - Throws: as `EmbedFrames`; `S3Error` where the share cannot be put into S3.
    public static func run(_ jobs: [EmbeddingJob], _ shard: Shard, at place: ShardPlace, context: StageContext) throws -> EmbedReport {
        let own = shard.part(of: jobs), folder = place.folder(shard)
        let report = try EmbedFrames.run(own, into: folder, context: context)
        try place.publish(try ShardRecord(shard, own, in: folder), shard)
        return report
    }

    /// Puts all shares together: the files of `folder` are those that one machine would have made from the same images.
    /// - Throws: `ShardsIncomplete` where a share is missing or not whole: then nothing is written.
    public static func merge(_ jobs: [EmbeddingJob], from place: ShardPlace, into folder: EmbeddingFolder, context: StageContext) throws -> ShardMergeReport {
        let total = jobs.reduce(0) { $0 + $1.frames.count }
        let merge = try ShardMerge(jobs, at: place, check: context.checkCancelled) {
            context.report(StageProgress(title: "checking shards", done: 0, total: total))
        }
        return try merge.write(into: folder, check: context.checkCancelled) { done in
            context.report(StageProgress(title: "merging shards", done: done, total: total))
        }
    }
}
