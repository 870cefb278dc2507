// A linear head on the trunk as it is kept with a model: a ridge, a logistic one, or one that came from elsewhere.

import Frames
import Model

/// The head of a kept model.
struct KeptHead: Sendable {
    let model: String
    let file: HeadFile
    let trunk: TrunkName
    /// Whether it is kept up with every decision; others stay as they are.
    let isLive: Bool

    private static let kinds: Set<String> = ["ridge", "logistic", "imported"]

    /// - Returns: `nil` for a model of another kind, such as a network of its own.
    /// - Throws: `ReviewError.invalid` for one of another version's trunk; `ModelError` for a damaged one.
    init?(_ store: ReviewStore, _ model: ModelRecord) throws {
        guard Self.kinds.contains(model.kind), let bytes = try store.head(ofModel: model.name) else { return nil }
        file = try HeadFile(bytes: bytes, place: "model \(model.name)", classes: RarityClass.count)
        guard let trunk = TrunkName(text: file.trunk), file.basis.channels == Trunk.embeddingSize else {
            throw ReviewError.invalid("The model \(model.name) needs the trunk \(file.trunk.printable()), which this Rarity does not have. Train again: rarity train.")
        }
        self.trunk = trunk
        self.model = model.name
        isLive = model.learnsLive
    }

    /// One that came from elsewhere and stays as it is.
    init(model: String, file: HeadFile, trunk: TrunkName) {
        (self.model, self.file, self.trunk, isLive) = (model, file, trunk, false)
    }

    /// The current model's.
    init?(current store: ReviewStore) throws {
        guard let model = try store.currentModel() else { return nil }
        try self.init(store, model)
    }
}
