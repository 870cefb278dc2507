// Embeddings as the head wants them: one matrix, and which frames its rows are.

import Frames
import Model

/// The embeddings of those frames that have one.
public struct EpisodeEmbeddings: Equatable, Sendable {
    /// Positions in the list of frames that was asked for, ascending: row i of `matrix` is frame `positions[i]`.
    public let positions: [Int]
    /// `positions.count` x 1280.
    public let matrix: Matrix
}

extension EmbeddingFile {
    /// The embeddings of the frames named, found by frame number whatever the order in the file.
    /// Cost: one pass; about 25 ms for 28,800 frames.
    public func embeddings(of frames: [FrameNumber]) -> EpisodeEmbeddings {
        let wanted = EmbeddingLayout(trunk: TrunkName(), frames: frames)
        let rowOf: (Int) -> Int?
        if wanted.keys == layout.keys {
            rowOf = { $0 }
        } else {
            let rows = rowsByKey()
            rowOf = { rows[frames[$0].description[...]] }
        }
        var positions: [Int] = []
        let values = [Float](unsafeUninitializedCapacity: frames.count * layout.columns) { buffer, count in
            for position in frames.indices {
                guard let row = rowOf(position), mark(row).state == .embedded, let numbers = numbers(row),
                      let out = buffer.baseAddress else { continue }
                HalfPrecision.convert(numbers, into: out + count)
                count += layout.columns
                positions.append(position)
            }
        }
        return EpisodeEmbeddings(
            positions: positions, matrix: Matrix(rows: positions.count, columns: layout.columns, values: values))
    }
}
