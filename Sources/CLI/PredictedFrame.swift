// A row of `rarity predict`.

import Foundation
import Frames
import Review

struct PredictedFrame {
    let record: FrameRecord
    /// Index of its shot in the episode.
    let shot: Int?
    let model: String

    static let header = (["frame", "label", "source", "predicted"] + RarityClass.allCases.map { "p_\($0)" } + ["shot", "model"])
        .joined(separator: ",")

    /// The frames of an episode in order.
    static func all(_ store: ReviewStore, _ episode: EpisodeCode, model: String) throws -> [PredictedFrame] {
        let records = try store.frames(episode)
        var shots = [Int?](repeating: nil, count: records.count)
        for shot in try store.shots(episode) { for position in shot.first...shot.last { shots[position] = shot.index } }
        return records.map { PredictedFrame(record: $0, shot: shots[$0.position], model: model) }
    }

    /// Names and numbers only, so that nothing needs quotes but perhaps the model's name.
    var csv: String {
        let probabilities = record.prediction.map { $0.probabilities.map(Self.digits) }
            ?? [String](repeating: "", count: RarityClass.count)
        let name = model.contains(where: { ",\"\r\n".contains($0) }) ? "\"" + model.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : model
        let words = [record.number.description, record.state.label?.name ?? "", record.state.source?.rawValue ?? "",
                     record.prediction?.rarity.name ?? ""]
        return (words + probabilities + [shot.map(String.init) ?? "", record.prediction == nil ? "" : name]).joined(separator: ",")
    }

    /// The same keys; what is empty in the CSV is null.
    var json: String {
        func text(_ word: String?) -> String {
            guard let word, let data = try? JSONEncoder().encode(word) else { return "null" }
            return String(decoding: data, as: UTF8.self)
        }
        var fields = ["\"frame\": \(text(record.number.description))", "\"label\": \(text(record.state.label?.name))",
                      "\"source\": \(text(record.state.source?.rawValue))", "\"predicted\": \(text(record.prediction?.rarity.name))"]
        for rarity in RarityClass.allCases {
            fields.append("\"p_\(rarity)\": \(record.prediction.map { Self.digits($0.probabilities[rarity.rawValue]) } ?? "null")")
        }
        fields += ["\"shot\": \(shot.map(String.init) ?? "null")", "\"model\": \(text(record.prediction == nil ? nil : model))"]
        return "{" + fields.joined(separator: ", ") + "}"
    }

    /// Six decimals, never an exponent: small probabilities must be read by every program.
    private static func digits(_ value: Float) -> String {
        let millionths = Int((Double(value) * 1_000_000).rounded())
        let rest = String("\(1_000_000 + millionths % 1_000_000)".dropFirst())
        return "\(millionths / 1_000_000).\(rest)"
    }
}
