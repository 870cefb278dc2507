// Embedding the episodes of a store: images that are not on this machine are fetched first, but only those of frames
// that have no embedding yet, since the images of the others may have been thrown away long ago.

import Frames
import Model

extension EmbedFrames {
    /// - Throws: as `run(_:into:context:)`, and what fetching throws where no image can be had at all.
    public static func run(_ store: ReviewStore, _ episodes: [EpisodeCode], into folder: EmbeddingFolder, context: StageContext) throws -> EmbedReport {
        let missing = try FetchImages.beforeStage(store, episodes, needed: { code in
            let frames = try store.imagePlaces(code).frames
            // A file that is damaged is the embedding stage's to deal with: then all are needed.
            guard let embedded = try? folder.embeddings(code, of: frames).positions else { return nil }
            return Set(frames).subtracting(embedded.map { frames[$0] })
        }, context: context)
        var report = try run(try episodes.map { try EmbeddingJob(try store.episode($0), of: store) }, into: folder, context: context)
        report.problems = report.problems.map { .init(frame: $0.frame, reason: missing[$0.frame] ?? $0.reason) }
        return report
    }
}
