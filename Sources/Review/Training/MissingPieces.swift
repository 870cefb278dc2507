// A command that needs shots or embeddings makes what is missing first.

import Model

enum MissingPieces {
    /// Shots of episodes that have none, and embeddings of frames that have none.
    /// - Returns: lines worth showing: images that are missing or damaged.
    static func make(_ store: ReviewStore, trunk: TrunkName, context: StageContext) throws -> [String] {
        let codes = try store.episodes().map(\.code)
        var problems = try FindShots.run(store, codes, missingOnly: true, context: context).flatMap(\.problems)
        let report = try EmbedFrames.run(store, codes, into: EmbeddingFolder(database: store.path, trunk: trunk), context: context)
        // The same picture may have been missed for its shot already.
        for line in report.notes + report.problems.map(\.reason) where !problems.contains(line) { problems.append(line) }
        return problems
    }
}
