// Label Studio's tasks: labels of people as annotations, labels of a model as predictions.

import Foundation
import Frames

/// A task of Label Studio about one image.
public struct LabelStudioTask: Equatable, Sendable {
    /// URL, path or file name of the image.
    public var image: String
    /// What people say: who, and which class.
    public var annotations: [(by: String?, rarity: RarityClass)]
    /// What a model says, and how sure it is.
    public var prediction: (model: String, rarity: RarityClass, score: Double)?

    public init(image: String, annotations: [(by: String?, rarity: RarityClass)] = [], prediction: (model: String, rarity: RarityClass, score: Double)? = nil) {
        (self.image, self.annotations, self.prediction) = (image, annotations, prediction)
    }

    public static func == (a: Self, b: Self) -> Bool {
        a.image == b.image && a.annotations.map(\.by) == b.annotations.map(\.by)
            && a.annotations.map(\.rarity) == b.annotations.map(\.rarity) && a.prediction?.rarity == b.prediction?.rarity
            && a.prediction?.model == b.prediction?.model && a.prediction?.score == b.prediction?.score
    }
}

/// Reads and writes Label Studio's JSON.
public enum LabelStudioFile {
    /// A list of tasks, as Label Studio imports it.
    public static func text(_ tasks: [LabelStudioTask]) -> String {
        "[\n" + tasks.map(line).joined(separator: ",\n") + (tasks.isEmpty ? "]\n" : "\n]\n")
    }

    private static func line(_ task: LabelStudioTask) -> String {
        var fields = ["\"data\":{\"image\":\(JSONText.quoted(task.image))}"]
        fields.append("\"annotations\":[" + task.annotations.map { one in
            "{" + (one.by.map { "\"completed_by\":{\"email\":\(JSONText.quoted($0))}," } ?? "") + "\"result\":[\(result(one.rarity))]}"
        }.joined(separator: ",") + "]")
        if let one = task.prediction {
            fields.append("\"predictions\":[{\"model_version\":\(JSONText.quoted(one.model)),\"score\":\(one.score),\"result\":[\(result(one.rarity))]}]")
        }
        return "{" + fields.joined(separator: ",") + "}"
    }

    private static func result(_ rarity: RarityClass) -> String {
        "{\"from_name\":\"class\",\"to_name\":\"image\",\"type\":\"choices\",\"value\":{\"choices\":[\"\(rarity)\"]}}"
    }

    /// The class that people gave each image: of several annotations the last that was not cancelled. A task's predictions
    /// are no labels. Place and reason of what cannot be read go to `report`.
    static func labels(_ bytes: [UInt8], path: String, report: (Int, String, String) -> Void) throws(IngestError) -> [(row: Int, image: String, text: String)] {
        let value = try JSONText.value(bytes, path: path)
        guard let tasks = value as? [Any] else {
            throw .malformed(path: path, place: "", reason: "is no list of tasks. Export it from Label Studio as JSON.")
        }
        var out: [(Int, String, String)] = []
        for (index, task) in tasks.enumerated() {
            let row = index + 1, task = task as? [String: Any] ?? [:]
            let image = (task["data"] as? [String: Any])?["image"] as? String ?? task["image"] as? String
            guard let image else {
                report(row, "", "no data.image; left out.")
                continue
            }
            if let choice = task["choice"] as? String {              // the short form, JSON-MIN
                out.append((row, image, choice))
                continue
            }
            let annotations = (task["annotations"] as? [[String: Any]] ?? []).filter { $0["was_cancelled"] as? Bool != true }
            let choices = annotations.compactMap { annotation -> String? in
                let results = annotation["result"] as? [[String: Any]] ?? []
                return results.compactMap { (($0["value"] as? [String: Any])?["choices"] as? [String])?.first }.first
            }
            guard let last = choices.last else {
                report(row, image, "no annotation with a choice; left out.")
                continue
            }
            out.append((row, image, last))
        }
        return out
    }
}
