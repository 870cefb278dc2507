// A model that was exported here or elsewhere comes back: kept beside the others, with its predictions.

import Foundation
import Frames
import Model

/// Brings models of other projects in.
public enum ImportModel {
    public struct Report: Equatable, Sendable {
        /// The name that it is kept under, and the one that it had.
        public var model: String, origin: String
        /// Frames that have a prediction of it now.
        public var predicted: Int
        /// Lines worth showing: images that are missing or damaged.
        public var problems: [String]
    }

    /// Reads the file first; then makes missing shots and embeddings of the model's trunk, and predicts every frame. The
    /// current model stays current.
    /// - Throws: `ModelError` with the tensor's name, the shape found and the shape needed; `StageCancelled`, after which
    ///   no model was added.
    public static func run(_ store: ReviewStore, path: String, context: StageContext) throws -> Report {
        let portable = try PortableModel(path: path, classes: RarityClass.allCases.map(\.name))
        guard let trunk = TrunkName(text: portable.file.trunk) else {
            throw ReviewError.invalid("\(path.printable(limit: 300)): needs the trunk \(portable.file.trunk.printable()), which this Rarity does not have.")
        }
        let problems = try MissingPieces.make(store, trunk: trunk, context: context)
        let seen = try store.logPosition()
        let name = try store.freeModelName(kind: "imported")
        let head = KeptHead(model: name, file: portable.file, trunk: trunk)
        let predictions = try head.predictions(store, context: context)
        let settings = try JSONEncoder.sorted.encode(["file": path, "model": portable.name])
        let figures = portable.figures.isEmpty ? "{}" : portable.figures
        try store.saveModel(NewModel(name: name, kind: "imported", parent: nil, settings: String(decoding: settings, as: UTF8.self), metrics: figures,
                                     seen: seen, head: portable.file.encoded(), heldOut: HeldOutClasses()),
                            predictions: predictions, makeCurrent: false)
        return Report(model: name, origin: portable.name, predicted: predictions.count, problems: problems)
    }
}

extension JSONEncoder {
    /// Keys in alphabetical order, so that what is kept can be compared.
    static var sorted: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
