// FiftyOneImageClassificationDataset: a folder `data` of images, and labels.json with an index into a list of classes.

import Foundation
import Frames

/// Reads and writes labels.json.
public enum FiftyOneFile {
    /// - Parameter labels: id of an image, which is its name without `.jpg`; class; confidence where a model gave it.
    public static func text(_ labels: [(id: String, rarity: RarityClass, confidence: Double?)]) -> String {
        let classes = RarityClass.allCases.map { "\"\($0)\"" }.joined(separator: ", ")
        let lines = labels.map { one in
            let label = one.confidence.map { "{\"label\": \(one.rarity.rawValue), \"confidence\": \($0)}" } ?? "\(one.rarity.rawValue)"
            return "    \(JSONText.quoted(one.id)): \(label)"
        }
        return "{\n  \"classes\": [\(classes)],\n  \"labels\": {\n" + lines.joined(separator: ",\n") + "\n  }\n}\n"
    }

    static func labels(_ bytes: [UInt8], path: String, report: (Int, String, String) -> Void) throws(IngestError) -> [(row: Int, image: String, text: String)] {
        guard let file = try JSONText.value(bytes, path: path) as? [String: Any], let labels = file["labels"] as? [String: Any] else {
            throw .malformed(path: path, place: "", reason: "has no object \"labels\". It should be labels.json of a FiftyOneImageClassificationDataset.")
        }
        let classes = file["classes"] as? [String]
        var out: [(Int, String, String)] = []
        for (index, entry) in labels.sorted(by: { $0.key < $1.key }).enumerated() {
            let (id, value) = (entry.key, (entry.value as? [String: Any])?["label"] ?? entry.value)
            if let text = value as? String {                          // without a list of classes labels are names
                out.append((index + 1, id, text))
            } else if let number = value as? NSNumber, let classes, classes.indices.contains(number.intValue) {
                out.append((index + 1, id, classes[number.intValue]))
            } else if !(value is NSNull) {
                report(index + 1, "\(id): \(value)", "no index into \"classes\"; left out.")
            }
        }
        return out
    }
}
