// A model for other tools and people: one file with trunk and head, and its card beside it.

import Foundation
import Frames
import Model

/// Writes kept models as files that need no Rarity.
public enum ExportModel {
    /// What was written.
    public struct Report: Equatable, Sendable {
        public var model: String
        /// The weights, and the card in Markdown.
        public var file: String, card: String
        public var bytes: Int
        /// `nil`, or what the reader of the file must know.
        public var note: String?
    }

    /// - Parameters:
    ///   - name: the current model unless given.
    ///   - path: `<model>.onnx` or `<model>.safetensors` unless given; the card gets its name with `.md`.
    /// - Throws: `ReviewError.invalid` for a model that has no head on the trunk; `ModelError` where it cannot be written.
    public static func run(_ store: ReviewStore, name: String?, format: PortableModel.Format, to path: String?) throws -> Report {
        let model = try store.keptModel(named: name)
        guard let head = try KeptHead(store, model) else {
            throw ReviewError.invalid("\(model.name.printable()) is a \(model.kind.printable()) of its own, and only heads on the pretrained trunk are exported. Choose another one: rarity models.")
        }
        let portable = PortableModel(name: model.name, classes: RarityClass.allCases.map(\.name), file: head.file, figures: model.metrics)
        let bytes = try portable.encoded(format)
        let note = try note(store, head)
        let file = path ?? "\(model.name).\(format.rawValue)"
        let card = (file as NSString).deletingPathExtension + ".md"
        try FileBytes.replace(file, with: bytes)
        try FileBytes.replace(card, with: Array(ModelCard.markdown(model, usage: usage(portable, format, (file as NSString).lastPathComponent) + (note.map { ["", $0] } ?? [])).utf8))
        return Report(model: model.name, file: file, card: card, bytes: bytes.count, note: note)
    }

    /// How the file is used, for its card.
    static func usage(_ model: PortableModel, _ format: PortableModel.Format, _ file: String) -> [String] {
        let size = TrunkName(text: model.file.trunk)?.input ?? .h180w320
        var lines = ["", "## How to use \(file.printable())", ""]
        switch format {
        case .onnx:
            lines.append("Input `image`: n x \(size.height) x \(size.width) x 3 bytes, rows from the top, red, green, blue; scale pictures to that size by area. Outputs: "
                         + "`probabilities` (n x \(model.classes.count): \(model.classes.joined(separator: ", "))), `embedding` (n x \(Trunk.embeddingSize))"
                         + (model.file.subjects.map { ", `subjects` (n x \($0.names.count); their names are the metadata `subjects`)" } ?? "") + ".")
        case .safetensors:
            lines.append("`trunk.*`: EfficientNet-Lite0, batch normalisation folded in, convolutions (output, input, height, width), for \(size.height) x \(size.width) pictures, (level - 127) / 128, ReLU6. "
                         + "Of its average e: x = `basis.axes` · ((√e − `basis.mean`) · `basis.scale`), scores = `head.weights` · x + `head.bias`, "
                         + "probabilities = soft-max(6 · scores / `head.temperature`).")
        }
        lines.append("Each frame is judged by itself; Rarity takes the mean of the scores over a shot, which is better. `rarity import-model \(file.printable())` brings it back.")
        return lines
    }

    /// What a reader of the file must know; `nil` for a model in float32.
    private static func note(_ store: ReviewStore, _ head: KeptHead) throws -> String? {
        guard head.trunk.precision != .float32 else { return nil }
        let start = "It was trained on embeddings in \(head.trunk.precision.rawValue), and the file computes in float32"
        guard let shift = try PrecisionShift(store, head) else { return "\(start), which moves probabilities a little; no frame has an image here to say by how much." }
        return start + ": over \(shift.frames) frames, each by itself, that moves a probability by \(ReportPage.fixed(shift.mean, 4)) in the mean and "
            + "\(ReportPage.fixed(shift.largest, 3)) at most; \(shift.changed) have another likeliest class."
    }
}

extension ReviewStore {
    /// - Parameter name: the current model unless given.
    /// - Throws: `ReviewError.invalid` where there is no such model.
    public func keptModel(named name: String?) throws -> ModelRecord {
        let models = try models()
        if let model = models.first(where: { model in name.map { model.name == $0 } ?? model.isCurrent }) { return model }
        throw ReviewError.invalid(models.isEmpty ? "No model was trained yet: rarity train."
            : "There is no such model; there are \(models.prefix(10).map { $0.name.printable() }.joined(separator: ", ")).")
    }
}
