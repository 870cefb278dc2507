// Exported labels as files: CSV and JSON lines with all that is known, and the forms of two labelling tools.

import Foundation
import Frames
import Ingest

/// The forms of `export labels`.
public enum LabelExport {
    public static let columns = ["frame", "image", "class", "source", "reviewer", "time", "propagated", "contested", "predicted", "confidence"]

    /// The whole text of a file in a form.
    /// - Parameter model: the current one, whose predictions are given.
    public static func text(_ labels: [ExportedLabel], _ format: LabelFormat, model: String?) -> String {
        switch format {
        case .csv:
            return columns.joined(separator: ",") + "\n" + labels.map { fields($0).map { CSVText.cell($0.text) }.joined(separator: ",") + "\n" }.joined()
        case .jl:
            return labels.map { label in
                "{" + zip(columns, fields(label)).map { "\"\($0)\": \($1.json)" }.joined(separator: ", ") + "}\n"
            }.joined()
        case .labelStudio:
            return LabelStudioFile.text(labels.map { label in
                let prediction = label.predicted.flatMap { rarity in label.confidence.map { (model ?? "", rarity, $0) } }
                // A class that no person gave is a prediction's business, not an annotation's.
                let annotations = label.source.isHuman ? [(by: label.reviewer, rarity: label.rarity)] : []
                return LabelStudioTask(image: label.image ?? label.number.fileName, annotations: annotations, prediction: prediction)
            })
        case .fiftyOne:
            return FiftyOneFile.text(labels.map { (id: $0.number.description, rarity: $0.rarity, confidence: nil) })
        }
    }

    /// Empty in CSV is null in JSON.
    private enum Field {
        case text(String?), mark(Bool), number(Double?)

        var text: String {
            switch self {
            case .text(let text): text ?? ""
            case .mark(let mark): mark ? "true" : "false"
            case .number(let number): number.map { "\(($0 * 1e6).rounded() / 1e6)" } ?? ""
            }
        }

        var json: String {
            switch self {
            case .text(let text): text.map(JSONText.quoted) ?? "null"
            case .mark: self.text
            case .number(let number): number == nil ? "null" : text
            }
        }
    }

    private static func fields(_ label: ExportedLabel) -> [Field] {
        let time = label.time.map { Date(timeIntervalSince1970: Double($0) / 1000).formatted(.iso8601) }
        return [.text(label.number.description), .text(label.image), .text(label.rarity.name), .text(label.source.rawValue),
                .text(label.reviewer), .text(time), .mark(label.propagated), .mark(label.contested),
                .text(label.predicted?.name), .number(label.confidence)]
    }
}
