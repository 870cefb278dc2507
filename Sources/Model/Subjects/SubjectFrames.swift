// What the subjects' head learns from, as numbers.

/// Frames whose subjects are known, with their features and where they belong.
public struct SubjectFrames: Sendable {
    /// A row a frame.
    public let features: Matrix
    public let names: [String]
    /// Of each row, the subjects in it: indices into `names`.
    public let subjects: [[Int]]
    /// Shot and scene of each row.
    public let shots: [Int], scenes: [Int]

    /// Keeps the subjects that at least two shots have, since of others nothing can be validated; the most frequent ones
    /// where there are more than `most`.
    /// - Parameter named: names of each row's subjects.
    public init(features: Matrix, named: [[String]], shots: [Int], scenes: [Int], most: Int = 200) {
        precondition([named.count, shots.count, scenes.count].allSatisfy { $0 == features.rows })
        var shotsOf: [String: Set<Int>] = [:], framesOf: [String: Int] = [:]
        for (row, names) in named.enumerated() {
            for name in Set(names) {
                shotsOf[name, default: []].insert(shots[row])
                framesOf[name, default: 0] += 1
            }
        }
        let known = shotsOf.filter { $0.value.count >= 2 }.keys
        names = known.sorted { (-framesOf[$0, default: 0], $0) < (-framesOf[$1, default: 0], $1) }.prefix(most).sorted()
        let index = Dictionary(uniqueKeysWithValues: zip(names, 0...))
        subjects = named.map { Set($0).compactMap { index[$0] }.sorted() }
        (self.features, self.shots, self.scenes) = (features, shots, scenes)
    }

    public var count: Int { subjects.count }

    /// 1 where a row has a subject: rows x names.
    var targets: Matrix {
        var out = Matrix(rows: count, columns: names.count)
        for (row, present) in subjects.enumerated() { for s in present { out[row, s] = 1 } }
        return out
    }

    /// They add up to 1. A shot's frames are near-duplicates: each counts by one over the root of their number.
    func weights(_ rows: [Int]) -> [Float] {
        var inShot: [Int: Float] = [:]
        for row in rows { inShot[shots[row], default: 0] += 1 }
        let raw = rows.map { 1 / (inShot[shots[$0]] ?? 1).squareRoot() }
        let sum = raw.reduce(0, +)
        return raw.map { $0 / max(sum, .leastNormalMagnitude) }
    }
}
