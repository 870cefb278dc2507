// Why a frame is taken for a class: where in the picture the current model sees it.

import Frames
import Model
import Synchronization

/// Where a class was seen in a picture.
public struct Explanation: Equatable, Sendable {
    public let rarity: RarityClass
    /// What the head says of this picture by itself, without its shot.
    public let alone: Prediction
    /// Rows and columns of `values`, spread evenly over the picture.
    public let height: Int, width: Int
    /// What each place adds to the class's score, from the upper left: above 0 it speaks for the class, below against
    /// it. They add up to `score`.
    public let values: [Float]
    /// The score of the class above that of an average picture.
    public let score: Float

    public init(rarity: RarityClass, alone: Prediction, height: Int, width: Int, values: [Float]) {
        precondition(values.count == height * width)
        (self.rarity, self.alone, self.height, self.width, self.values) = (rarity, alone, height, width, values)
        score = values.reduce(0, +)
    }
}

/// Explains pictures by the current model, or by its head as it is kept up. Threads may share it: they take turns.
public final class FrameExplainer: Sendable {
    /// The model whose features are used.
    public let model: String
    private let file: HeadFile
    private let trunk: Trunk
    private let workspace: Mutex<Trunk.Workspace>

    /// - Returns: `nil` where there is no model yet, or one that stands on no trunk.
    /// - Throws: `ReviewError`, `ModelError`.
    public init?(_ store: ReviewStore) throws {
        guard let head = try KeptHead(current: store) else { return nil }
        model = head.model
        file = head.file
        trunk = try Trunk(head.trunk)
        workspace = Mutex(trunk.makeWorkspace())
    }

    /// - Parameters:
    ///   - image: of any size.
    ///   - rarity: the class to explain; the one that the head takes the picture for by itself unless given.
    ///   - live: predictions of the live head, whose weights are used where they belong to the same model.
    /// - Cost: that of an embedding, about 10 ms.
    public func explain(_ image: RGBImage, as rarity: RarityClass? = nil, live: LivePredictions? = nil) -> Explanation {
        let head = live.flatMap { $0.model == model ? $0.head : nil } ?? file.head
        let fitting = image.resized(width: trunk.name.input.width, height: trunk.name.input.height)
        let map = workspace.withLock { workspace in
            fitting.pixels.withUnsafeBufferPointer { pixels in
                pixels.baseAddress.map { trunk.featureMap($0, workspace) } ?? Matrix(rows: 0, columns: 0)
            }
        }
        var mean = Matrix(rows: 1, columns: map.columns)
        for place in 0..<map.rows { for (j, value) in map.row(place).enumerated() { mean[0, j] += value / Float(map.rows) } }
        let alone = Prediction(probabilities: head.probabilities(file.basis.features(mean)).values)
        let rarity = rarity ?? alone.rarity
        let seen = file.activation(map, height: trunk.mapHeight, width: trunk.mapWidth, class: rarity.rawValue, head: head)
        return Explanation(rarity: rarity, alone: alone, height: seen.height, width: seen.width, values: seen.values)
    }
}
