// An exported file computes in float32. Where its model was trained on int8 embeddings, this is how far that moves what it says.

import Frames
import Model

/// What the same head says of some frames from embeddings in float32, beside what it says from its own.
struct PrecisionShift: Equatable, Sendable {
    /// Frames compared, and those whose likeliest class is another one.
    var frames = 0, changed = 0
    /// Mean and largest difference of a probability.
    var mean = 0.0, largest = 0.0

    /// Compares frames that have an embedding and a readable image, evenly over all episodes.
    /// - Returns: `nil` where there is none.
    /// - Cost: 10 ms a frame.
    init?(_ store: ReviewStore, _ head: KeptHead, frames wanted: Int = 48) throws {
        let features = try FrameFeatures(store, trunk: head.trunk), folders = try store.episodes().map(\.imageFolder)
        let all = features.episodes.reduce(0) { $0 + $1.ids.count }
        let trunk = try Trunk(input: head.trunk.input, precision: .float32), size = trunk.name.input
        let workspace = trunk.makeWorkspace(), reader = try JPEGReader()
        var embedding = [Float](repeating: 0, count: Trunk.embeddingSize), sum = 0.0
        for (episode, folder) in zip(features.episodes, folders) {
            guard let folder, !episode.ids.isEmpty else { continue }
            let kept = try features.embeddings(episode)
            for row in Swift.stride(from: 0, to: kept.positions.count, by: max(1, all / wanted)) {
                let path = folder + "/" + episode.numbers[kept.positions[row]].fileName
                guard let image = try? reader.decode(path: path, width: size.width, height: size.height) else { continue }
                trunk.embed(image, into: &embedding, workspace)
                let own = probabilities(head, Array(kept.matrix.row(row))), other = probabilities(head, embedding)
                let differences = zip(own, other).map { Double(abs($0 - $1)) }
                frames += 1
                if Prediction(probabilities: own).rarity != Prediction(probabilities: other).rarity { changed += 1 }
                sum += differences.reduce(0, +) / Double(own.count)
                largest = max(largest, differences.max() ?? 0)
            }
        }
        guard frames > 0 else { return nil }
        mean = sum / Double(frames)
    }

    private func probabilities(_ head: KeptHead, _ embedding: [Float]) -> [Float] {
        let matrix = Matrix(rows: 1, columns: embedding.count, values: embedding)
        return head.file.head.probabilities(head.file.basis.features(matrix)).values
    }
}
