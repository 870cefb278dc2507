// Frames at the ends of a shot that perhaps belong to the next one: a cut found one frame off would give them a wrong
// label with the shot's key, so that key leaves them out.

import Frames
import Model

enum UnsureEdges {
    /// Frames next to the cut that speak for their shot.
    static let witnesses = 6
    /// Shorter shots have no end to spare.
    static let shortest = 4

    /// Positions of first and last frames that look more like the neighbouring shot than like their own.
    /// - Parameters:
    ///   - features: a row a frame that has any.
    ///   - positions: of each row, ascending.
    /// - Cost: shots · witnesses · features.
    static func find(_ features: Matrix, _ positions: [Int], _ shots: [Shot]) -> Set<Int> {
        let rowOf = Dictionary(uniqueKeysWithValues: zip(positions, 0...))
        var unsure: Set<Int> = []
        for (before, after) in zip(shots, shots.dropFirst()) {
            let left = (max(before.first, before.last - witnesses)..<before.last).compactMap { rowOf[$0] }
            let right = (after.first + 1..<min(after.last, after.first + witnesses) + 1).compactMap { rowOf[$0] }
            guard !left.isEmpty, !right.isEmpty else { continue }
            let a = mean(features, left), b = mean(features, right)
            if before.last - before.first + 1 >= shortest, let row = rowOf[before.last], distance(features, row, b) < distance(features, row, a) {
                unsure.insert(before.last)
            }
            if after.last - after.first + 1 >= shortest, let row = rowOf[after.first], distance(features, row, a) < distance(features, row, b) {
                unsure.insert(after.first)
            }
        }
        return unsure
    }

    private static func mean(_ features: Matrix, _ rows: [Int]) -> [Float] {
        var sum = [Float](repeating: 0, count: features.columns)
        for row in rows { for (j, value) in features.row(row).enumerated() { sum[j] += value } }
        return sum.map { $0 / Float(rows.count) }
    }

    private static func distance(_ features: Matrix, _ row: Int, _ point: [Float]) -> Float {
        zip(features.row(row), point).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
}
