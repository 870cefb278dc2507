// How many rows of each given class truly are of which: the estimate that confident learning stands on.

import Frames

/// Counts of given against probable classes.
/// - Source: Northcutt, Jiang, Chuang, Confident Learning, JAIR 2021; cleanlab 2.9, number for number.
public struct ConfidentJoint: Equatable, Sendable {
    static let tolerance = 1e-6

    /// Mean probability of each class over the rows that have it; 2 for a class that none has.
    public let thresholds: [Double]
    /// Rows that are confident of a class, `raw[given][guess]`; at least 1 on the diagonal.
    public let raw: [[Int]]
    /// The same, scaled to all rows and to how often each label was given.
    public let calibrated: [[Int]]

    /// - Parameter table: probabilities must be out of sample.
    /// - Cost: rows · classes.
    public init(_ table: LabelledProbabilities) {
        let classes = table.classes
        var members = [[Double]](repeating: [], count: classes)
        for (row, label) in table.labels.enumerated() { members[label].append(table[row, label]) }
        let thresholds = members.map { $0.isEmpty ? 2 : max(2 * Self.tolerance, $0.pairwiseSum() / Double($0.count)) }
        var raw = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        for (row, label) in table.labels.enumerated() {
            let confident = (0..<classes).filter { table[row, $0] >= thresholds[$0] - Self.tolerance }
            guard let first = confident.first else { continue }
            raw[label][confident.count == 1 ? first : table.predicted(row)] += 1
        }
        for k in 0..<classes { raw[k][k] = max(1, raw[k][k]) }
        (self.thresholds, self.raw) = (thresholds, raw)
        calibrated = Self.calibrated(raw, labels: members.map(\.count))
    }

    private static func calibrated(_ raw: [[Int]], labels: [Int]) -> [[Int]] {
        let scaled = zip(raw, labels).map { row, count in
            let sum = Double(max(1, row.reduce(0, +)))
            return row.map { Double($0) / sum * Double(count) }
        }
        // Column by column: the order decides the last bit.
        let total = max(1e-100, labels.indices.flatMap { j in scaled.map { $0[j] } }.pairwiseSum()), rows = Double(labels.reduce(0, +))
        return scaled.map { roundedKeepingSum($0.map { $0 / total * rows }) }
    }

    /// How many rows to flag, `counts[given][true]`; every given class keeps a row at least.
    var pruneCounts: [[Int]] {
        let classes = calibrated.indices
        return classes.map { given in
            let row = calibrated[given], kept = max(1, row[given])
            let others = max(1, Double(row.filter { $0 != 0 }.count) - 1)
            return classes.map { $0 == given ? kept : Int(max(0, Double(row[$0]) - Double(kept - row[given]) / others)) }
        }
    }
}

/// Each number rounded, half to even, and some moved by one so that the rounded sum stays: too small, up where
/// most was lost, of equals the later; too large, down where most was gained, of equals the earlier.
func roundedKeepingSum(_ values: [Double]) -> [Int] {
    var whole = values.map { $0.rounded(.toNearestOrEven) }
    let wanted = values.pairwiseSum().rounded(.toNearestOrEven)
    while true {
        let missing = Int((wanted - whole.pairwiseSum()).rounded(.toNearestOrEven))
        guard missing != 0 else { return whole.map(Int.init) }
        var order = values.indices.sorted { (values[$0] - whole[$0], $0) < (values[$1] - whole[$1], $1) }
        if missing > 0 { order.reverse() }
        for index in order.prefix(abs(missing)) { whole[index] += missing > 0 ? 1 : -1 }
    }
}
