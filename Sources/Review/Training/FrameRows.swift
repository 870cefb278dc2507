// Which frame is which row of the model's matrices: those frames that have an embedding, episode by episode.

import Frames
import Model

/// The rows of all episodes. Made once, shared by everything that looks a frame up.
final class FrameRows: Sendable {
    /// An episode's share of the rows.
    struct Part: Sendable {
        let code: EpisodeCode
        let rows: Range<Int>
        /// Position of each of these rows.
        let positions: [Int]
        /// The row at each position; -1 where the frame has no embedding.
        let rowAt: [Int32]
    }

    let ids: [FrameID]
    let rowOf: [FrameID: Int]
    let parts: [Part]
    let partOf: [EpisodeCode: Int]
    /// Scene of each row, unlike in unlike episodes.
    let scenes: [Int]

    init(ids: [FrameID], parts: [Part], scenes: [Int]) {
        self.ids = ids
        self.parts = parts
        self.scenes = scenes
        rowOf = Dictionary(zip(ids, 0...), uniquingKeysWith: { first, _ in first })
        partOf = Dictionary(zip(parts.map(\.code), 0...), uniquingKeysWith: { first, _ in first })
    }

    /// The first rows of all shots. A shot without any row has none; an episode without shots is one.
    func starts(_ shots: (EpisodeCode) -> [Shot]) -> [Int] {
        var starts: [Int] = []
        for part in parts where !part.rows.isEmpty {
            let boundaries = shots(part.code).dropFirst().map(\.first)
            var shot = -1, passed = 0
            for (row, position) in zip(part.rows, part.positions) {
                while passed < boundaries.count, boundaries[passed] <= position { passed += 1 }
                if passed != shot { starts.append(row) }
                shot = passed
            }
        }
        return starts
    }
}

extension FrameFeatures {
    /// All frames that have an embedding: their features, shots and labels, ready to be fitted.
    /// - Cost: 1.3 MFLOP a frame; 0.5 s for 30,000, and 2 KB of memory each.
    /// - Parameter progress: called before each episode with the number of those done; what it throws ends the work.
    func projected(_ basis: FeatureBasis, progress: (Int) throws -> Void) throws -> (rows: FrameRows, ridge: LiveRidge) {
        var values: [Float] = [], ids: [FrameID] = [], scenes: [Int] = [], labels: [LiveRidge.Label?] = []
        var parts: [FrameRows.Part] = []
        values.reserveCapacity(episodes.reduce(0) { $0 + $1.ids.count } * basis.dimensions)
        for (index, episode) in episodes.enumerated() {
            try progress(index)
            let found = try embeddings(episode)
            var rowAt = [Int32](repeating: -1, count: episode.ids.count)
            for (row, position) in found.positions.enumerated() { rowAt[position] = Int32(ids.count + row) }
            parts.append(FrameRows.Part(code: episode.code, rows: ids.count..<ids.count + found.positions.count,
                                        positions: found.positions, rowAt: rowAt))
            if found.matrix.rows > 0 { values += basis.features(found.matrix).values }
            ids += found.positions.map { episode.ids[$0] }
            scenes += found.positions.map { episode.scenes[$0] }
            labels += found.positions.map { episode.labels[$0] }
        }
        let rows = FrameRows(ids: ids, parts: parts, scenes: scenes)
        let features = Matrix(rows: ids.count, columns: basis.dimensions, values: values)
        let shots = Dictionary(episodes.map { ($0.code, $0.shots) }, uniquingKeysWith: { first, _ in first })
        let starts = rows.starts { shots[$0] ?? [] }
        return (rows, try LiveRidge(features: features, labels: labels, starts: starts, classes: RarityClass.count))
    }
}
