// The goldens of Tests/Fixtures as values.

import Foundation
@testable import Model

enum EvaluationFixture {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures")
    static let classes = ["Junk", "Common", "Uncommon", "Rare", "Legendary"]

    /// A random table, and what the references say of it.
    struct Case: Decodable, CustomStringConvertible {
        let seed: Int
        let labels: [Int]
        let probabilities: [[Double]]
        let groups: [Int]
        let balanced_accuracy, macro_f1, weighted_f1, mcc, log_loss: Double
        let kappa, linear_kappa, qwk: Double?
        let error_pct_ci95, thresholds: [Double]
        let confident_joint_raw, confident_joint: [[Int]]
        let by_self_confidence, by_normalized_margin: [Int]

        var table: LabelledProbabilities { LabelledProbabilities(classes: 5, labels: labels, values: probabilities.flatMap { $0 }) }
        var description: String { "table \(seed)" }
    }

    struct Issues: Decodable {
        let thresholds, self_confidence, normalized_margin: [Double]
        let confident_joint_raw, confident_joint: [[Int]]
        let issues: [Int]
    }

    static func json<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(contentsOf: folder.appendingPathComponent(name)))
    }

    static func cases() throws -> [Case] { try json("evaluation_tables.json", as: [Case].self) }

    /// `labels_sample.csv`, and the scene of each row.
    static func sample() throws -> (table: LabelledProbabilities, scenes: [Int]) {
        let lines = try String(contentsOf: folder.appendingPathComponent("labels_sample.csv"), encoding: .utf8).split(separator: "\n")
        var labels: [Int] = [], values: [Double] = [], scenes: [Int] = []
        for line in lines.dropFirst() {
            let cells = line.split(separator: ",").map(String.init)
            scenes.append(Int(cells[0]) ?? -1)
            labels.append(classes.firstIndex(of: cells[1]) ?? -1)
            values += cells[2..<7].map { Double($0) ?? .nan }
        }
        return (LabelledProbabilities(classes: 5, labels: labels, values: values), scenes)
    }

    /// A random table of any odd kind: few rows, missing classes, ties, certain rows.
    static func random(_ seed: UInt64) -> LabelledProbabilities {
        var random = MadeRandom(seed)
        let rows = 1 + Int(random.uniform() * 40), classes = 2 + Int(random.uniform() * 5)
        var labels: [Int] = [], values: [Double] = []
        for _ in 0..<rows {
            let label = min(classes - 1, Int(random.uniform() * Float(classes)))
            // Powers of two have ties and add up exactly.
            var row = (0..<classes).map { _ in Double(Int(random.uniform() * 4)) }
            if random.uniform() < 0.5 { row[label] += 4 }
            if row.allSatisfy({ $0 == 0 }) { row[0] = 1 }
            let sum = row.reduce(0, +)
            labels.append(label)
            values += row.map { $0 / sum }
        }
        return LabelledProbabilities(classes: classes, labels: labels, values: values)
    }
}
