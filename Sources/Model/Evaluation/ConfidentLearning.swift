// Which labels of a table are probably wrong, as cleanlab says it.

/// Label issues found by confident learning.
/// - Source: cleanlab 2.9, `find_label_issues(filter_by="prune_by_noise_rate")`.
public struct ConfidentLearning: Equatable, Sendable {
    /// What the issues are ranked by, the lowest first.
    public enum Rank: String, CaseIterable, Sendable {
        /// Probability of the label.
        case selfConfidence = "self_confidence"
        /// (Probability of the label − largest other + 1) / 2.
        case normalizedMargin = "normalized_margin"
    }

    public let joint: ConfidentJoint
    /// Rows, the most suspect first; of equals the earlier row.
    public let issues: [Int]
    /// Of every row.
    public let selfConfidence, normalizedMargin: [Double]

    /// - Parameter table: probabilities must be out of sample.
    /// - Cost: classes sorts of the rows.
    public init(_ table: LabelledProbabilities, rank: Rank = .selfConfidence) {
        joint = ConfidentJoint(table)
        let confidence = table.labels.indices.map(table.selfConfidence)
        let margins = table.labels.enumerated().map { row, label in
            let other = (0..<table.classes).filter { $0 != label }.map { table[row, $0] }.max() ?? 0
            return (confidence[row] - other + 1) / 2
        }
        let score = rank == .selfConfidence ? confidence : margins
        issues = Self.flagged(table, joint.pruneCounts).sorted { (score[$0], $0) < (score[$1], $1) }
        (selfConfidence, normalizedMargin) = (confidence, margins)
    }

    private static func flagged(_ table: LabelledProbabilities, _ counts: [[Int]]) -> Set<Int> {
        var flagged: Set<Int> = []
        for given in 0..<table.classes {
            let rows = table.labels.indices.filter { table.labels[$0] == given }
            // A class of one row keeps it.
            guard rows.count > 1 else { continue }
            for truth in 0..<table.classes where truth != given && counts[given][truth] > 0 {
                let margins = rows.map { table[$0, truth] - table[$0, given] }
                let order = rows.indices.sorted { (-margins[$0], $0) < (-margins[$1], $1) }
                flagged.formUnion(order.prefix(counts[given][truth]).map { rows[$0] })
            }
        }
        return flagged.filter { row in
            let label = table.labels[row], own = table[row, label] + ConfidentJoint.tolerance
            return (0..<table.classes).contains { $0 < label ? table[row, $0] >= own : $0 > label && table[row, $0] > own }
        }
    }
}
