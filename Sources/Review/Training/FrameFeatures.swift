// The bridge between the store's frames and the model's rows: which frame is which row, in which shot, with
// which label. Embeddings of a whole series do not fit in memory, so they are read episode by episode.

import Frames
import Model

/// An episode's frames with what training needs to know of them.
struct EpisodeFrames {
    let code: EpisodeCode
    /// In order.
    let ids: [FrameID]
    let numbers: [FrameNumber]
    /// Shot and scene of each frame, numbered so that no two episodes share one.
    let shot, scene: [Int]
    /// The human, uncontested class of each frame and how much it counts; `nil` where there is none.
    let labels: [(rarity: RarityClass, weight: Float)?]
}

/// The frames of all episodes and where their embeddings lie.
struct FrameFeatures {
    let episodes: [EpisodeFrames]
    let folder: EmbeddingFolder

    /// - Throws: `ReviewError`.
    init(_ store: ReviewStore, trunk: TrunkName) throws {
        folder = EmbeddingFolder(database: store.path, trunk: trunk)
        var episodes: [EpisodeFrames] = []
        var shots = 0, scenes = 0
        for episode in try store.episodes() {
            let records = try store.frames(episode.code)
            var shot = [Int](repeating: shots, count: records.count), scene = [Int](repeating: scenes, count: records.count)
            let found = try store.shots(episode.code)
            for one in found {
                for position in one.first...one.last where position < records.count {
                    (shot[position], scene[position]) = (shots + one.index, scenes + one.scene)
                }
            }
            shots += max(1, found.count)
            scenes += (found.last?.scene ?? 0) + 1
            episodes.append(EpisodeFrames(code: episode.code, ids: records.map(\.id), numbers: records.map(\.number),
                                          shot: shot, scene: scene, labels: records.map { Self.label($0.state) }))
        }
        self.episodes = episodes
    }

    /// What is learned from a frame. A label made in the app counts twice: its giver saw the picture and the
    /// prediction, and meant to correct.
    private static func label(_ state: FrameState) -> (RarityClass, Float)? {
        guard let rarity = state.label, let source = state.source, source.isHuman, !state.contested else { return nil }
        return (rarity, state.reviewed && source != .supervised ? 2 : 1)
    }

    /// Frames with a label to learn from, by class.
    var labelCounts: [Int] {
        var counts = [Int](repeating: 0, count: RarityClass.count)
        for episode in episodes { for label in episode.labels { if let label { counts[label.rarity.rawValue] += 1 } } }
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

    /// The labelled frames that have an embedding, with their features.
    func labelled(_ basis: FeatureBasis, check: () throws -> Void) throws -> LabelledFrames {
        var values: [Float] = [], classes: [Int] = [], shots: [Int] = [], scenes: [Int] = [], weights: [Float] = []
        for episode in episodes where episode.labels.contains(where: { $0 != nil }) {
            try check()
            let found = try embeddings(episode)
            let rows = found.positions.indices.filter { episode.labels[found.positions[$0]] != nil }
            values += basis.features(found.matrix.selecting(rows: rows)).values
            for row in rows {
                let position = found.positions[row]
                guard let label = episode.labels[position] else { continue }
                classes.append(label.rarity.rawValue)
                weights.append(label.weight)
                shots.append(episode.shot[position])
                scenes.append(episode.scene[position])
            }
        }
        return LabelledFrames(features: Matrix(rows: classes.count, columns: basis.dimensions, values: values), labels: classes,
                              shots: shots, scenes: scenes, weights: weights)
    }

    /// Probabilities of an episode's frames: one voice a shot.
    func predictions(_ episode: EpisodeFrames, _ head: HeadFile) throws -> [(FrameID, [Float])] {
        let found = try embeddings(episode)
        guard found.matrix.rows > 0 else { return [] }
        let shots = found.positions.map { episode.shot[$0] }
        let probabilities = head.head.probabilities(head.basis.features(found.matrix), shots: shots)
        return found.positions.enumerated().map { row, position in
            (episode.ids[position], Array(probabilities.row(row)))
        }
    }
}
