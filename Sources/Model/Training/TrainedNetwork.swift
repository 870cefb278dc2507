// A trained network as it is kept and used.

import Foundation

/// Reads what `NetworkTrainer.writeNetwork` wrote, and predicts.
public final class TrainedNetwork {
    static let form = "rarity-network-1"

    public let kind: NetworkKind
    private let network: Network
    private let frozen: FrozenBlocks?
    private let temperature: Float

    /// - Throws: `ModelError`, one line, for a file that is missing, cut, of another kind, or not finite.
    public init(path: String, classes: Int) throws(ModelError) {
        let metadata = try TensorFile.metadata(path)
        guard metadata["kind"] == Self.form, let kind = metadata["network"].flatMap({ NetworkKind(rawValue: $0) }),
              let shape = metadata["input"].flatMap(MapShape.init(text:)), let temperature = metadata["temperature"].flatMap({ Float($0) }),
              temperature > 0, temperature.isFinite else {
            throw .unusable(place: path, reason: "it is no network of Rarity")
        }
        self.kind = kind
        self.temperature = temperature
        input = shape
        if kind == .tuned {
            guard let trunk = TunedTrunk(blocks: metadata["blocks"].flatMap { Int($0) } ?? 0, pictures: shape) else {
                throw .unusable(place: path, reason: "it was tuned from a trunk that this Rarity does not have")
            }
            network = Network(trunk.layers(classes: classes))
            frozen = try FrozenBlocks(trunk)
        } else {
            network = kind.make(shape, classes: classes, seed: nil)
            frozen = nil
        }
        try TensorFile.read(path, into: network.kept.map(\.named))
        guard network.kept.allSatisfy(\.isFinite) else {
            throw .unusable(place: path, reason: "it holds numbers that are not finite; train again")
        }
    }

    /// The size of pictures it takes.
    public let input: MapShape

    /// Class probabilities of some pictures.
    /// - Parameter picture: height * width * 3 bytes of one of them; called from several threads.
    /// - Returns: `nil` where it was cancelled.
    public func probabilities(_ pictures: Int, threads: Int, isCancelled: @escaping @Sendable () -> Bool = { false },
                              picture: (Int) -> [UInt8]) -> [[Float]]? {
        network.probabilities(pictures, team: Team(threads: threads, isCancelled: isCancelled)) { [frozen] index, out in
            let bytes = picture(index)
            loadPicture(frozen?.output(bytes) ?? bytes, isHalf: frozen != nil, into: out)
        }?
            .map { tempered($0, temperature) }
    }
}

/// The probabilities that logits divided by the temperature give.
public func tempered(_ probabilities: [Float], _ temperature: Float) -> [Float] {
    let powers = probabilities.map { pow($0, 1 / temperature) }
    let sum = powers.reduce(0, +)
    return sum > 0 ? powers.map { $0 / sum } : probabilities
}

extension MapShape {
    /// Reads `144x256x3`; `nil` for anything that is not a small picture.
    init?(text: String) {
        let sides = text.split(separator: "x").compactMap { Int($0) }
        guard sides.count == 3, sides.allSatisfy({ (1...4_096).contains($0) }) else { return nil }
        self.init(sides[0], sides[1], sides[2])
    }
}
