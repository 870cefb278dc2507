// The bridge between the store's frames and the model's rows: which frame is in which shot, with which label.
// Embeddings of a whole series do not fit in memory, so they are read episode by episode.

import Frames
import Model

/// An episode's frames with what training needs to know of them.
struct EpisodeFrames {
    let code: EpisodeCode
    /// In order.
    let ids: [FrameID]
    let numbers: [FrameNumber]
    /// Empty where they were not found yet: then the episode is one.
    let shots: [Shot]
    /// Scene of each frame, numbered so that no two episodes share one.
    let scenes: [Int]
    /// What is learned from each frame; `nil` where there is nothing.
    let labels: [LiveRidge.Label?]
}

/// The frames of all episodes and where their embeddings lie.
struct FrameFeatures {
    let episodes: [EpisodeFrames]
    let folder: EmbeddingFolder

    /// - Throws: `ReviewError`.
    init(_ store: ReviewStore, trunk: TrunkName) throws {
        folder = EmbeddingFolder(database: store.path, trunk: trunk)
        var episodes: [EpisodeFrames] = []
        var scenes = 0
        for episode in try store.episodes() {
            let records = try store.frames(episode.code)
            let shots = try store.shots(episode.code)
            var sceneOf = [Int](repeating: scenes, count: records.count)
            for shot in shots {
                for position in shot.first...shot.last where position < records.count { sceneOf[position] = scenes + shot.scene }
            }
            scenes += (shots.last?.scene ?? 0) + 1
            episodes.append(EpisodeFrames(code: episode.code, ids: records.map(\.id), numbers: records.map(\.number),
                                          shots: shots, scenes: sceneOf, labels: records.map { LiveRidge.Label($0.state) }))
        }
        self.episodes = episodes
    }

    /// Frames with a label to learn from, by class.
    var labelCounts: [Int] {
        var counts = [Int](repeating: 0, count: RarityClass.count)
        for episode in episodes { for label in episode.labels { if let label { counts[label.index] += 1 } } }
        return counts
    }

    /// Embeddings of an episode; rows are the frames at `positions`.
    func embeddings(_ episode: EpisodeFrames) throws -> EpisodeEmbeddings {
        try folder.embeddings(episode.code, of: episode.numbers)
    }

    /// Embeddings of all frames, or evenly of so many, to learn the basis from.
    func sample(_ most: Int = FeatureBasis.enoughRows, check: () throws -> Void) throws -> Matrix {
        let total = episodes.reduce(0) { $0 + $1.ids.count }
        let step = max(1, (total + most - 1) / most)
        var rows = 0, values: [Float] = []
        for episode in episodes {
            try check()
            let found = try embeddings(episode).matrix
            let chosen = stride(from: 0, to: found.rows, by: step).map { $0 }
            values += step == 1 ? found.values : found.selecting(rows: chosen).values
            rows += chosen.count
        }
        return Matrix(rows: rows, columns: Trunk.embeddingSize, values: values)
    }
}

extension LiveRidge.Label {
    /// What is learned from a frame: a class that a person gave and nobody contests. A label made in the app
    /// counts twice: its giver saw the picture and the prediction, and meant to correct.
    init?(_ state: FrameState) {
        guard let rarity = state.label, let source = state.source, source.isHuman, !state.contested else { return nil }
        self.init(index: rarity.rawValue, weight: state.reviewed && source != .supervised ? 2 : 1)
    }
}
