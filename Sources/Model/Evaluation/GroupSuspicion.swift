// Which given labels contradict what the other frames say. Frames of one shot with one label were labelled with one
// key, so they are right or wrong together: a group is judged as one.

import Foundation

/// How suspect every labelled frame is.
public struct GroupSuspicion: Equatable, Sendable {
    /// Which of two witnesses spoke against a label.
    public enum Signal: String, Codable, Sendable, CaseIterable {
        /// The head, fitted without the frame's shot.
        case outOfShot = "out of shot"
        /// The frames most like it, those of its own shot too, which has another label mostly.
        case neighbours
    }

    static let neighbourCount = 10
    /// How much more a nearer neighbour counts: exp(20 · cosine).
    static let sharpness: Float = 20

    /// Of each row, from 0; the same within a group. Above about a half: probably wrong.
    public let scores: [Double]
    public let signals: [Signal]
    /// Rows of one shot and one label have the same number, from 0 in the order of their first rows.
    public let groups: [Int]
    /// Probabilities of each row by the head fitted without its shot; rows x classes.
    public let outOfShot: Matrix

    /// - Parameters:
    ///   - frames: every labelled frame.
    ///   - temperature: of the probabilities.
    /// - Throws: `ModelError` without rows.
    /// - Cost: a fit, its shots left out, and a cosine of every frame of a minority group with every other.
    public init(_ frames: LabelledFrames, classes: Int, temperature: Float? = nil) throws(ModelError) {
        let weights = Self.weights(frames, classes: classes)
        let fit = try RidgeFit(frames, classes: classes, rowWeights: weights, penalty: nil)
        let ridge = fit.scoresWithoutGroup().map { RidgeHead.pooled($0, groups: frames.shots) } ?? fit.scores(frames.features)
        let outOfShot = RidgeHead.probabilities(
            scores: ridge, temperature: temperature ?? Temperature.fit(scores: ridge, labels: frames.labels))
        self.outOfShot = outOfShot
        var groupOf: [Key: Int] = [:], groups: [Int] = [], members: [[Int]] = []
        for row in 0..<frames.count {
            let key = Key(shot: frames.shots[row], label: frames.labels[row])
            if groupOf[key] == nil {
                groupOf[key] = members.count
                members.append([])
            }
            let group = groupOf[key] ?? 0
            groups.append(group)
            members[group].append(row)
        }
        self.groups = groups
        let minority = Self.minority(members, frames)
        let error = members.map { rows in
            rows.reduce(0.0) { $0 + 1 - Double(outOfShot[$1, frames.labels[$1]]) } / Double(rows.count)
        }
        let asked = members.indices.filter { minority[$0] }.flatMap { members[$0] }
        let disagreement = Dictionary(uniqueKeysWithValues: zip(asked, Self.disagreement(frames, of: asked)))
        var out = [Double](repeating: 0, count: frames.count), signals = [Signal](repeating: .outOfShot, count: frames.count)
        for (group, rows) in members.enumerated() {
            let against = rows.reduce(0.0) { $0 + (disagreement[$1] ?? 0) } / Double(rows.count)
            let score = minority[group] ? against * error[group].squareRoot() : error[group]
            for row in rows {
                out[row] = score
                if minority[group], against > error[group] { signals[row] = .neighbours }
            }
        }
        (self.scores, self.signals) = (out, signals)
    }

    private struct Key: Hashable {
        let shot, label: Int
    }

    /// 1 / frames of the shot, times the root of the class's weight: a rare class counts more, but not so much that
    /// one wrong label of it spoils the head. They add up to 1.
    static func weights(_ frames: LabelledFrames, classes: Int) -> [Float] {
        var shots = [Set<Int>](repeating: [], count: classes), length: [Int: Float] = [:]
        for (label, shot) in zip(frames.labels, frames.shots) {
            shots[label].insert(shot)
            length[shot, default: 0] += 1
        }
        let most = Float(shots.map(\.count).max() ?? 1)
        let raw = (0..<frames.count).map { row in
            (most / Float(max(1, shots[frames.labels[row]].count))).squareRoot() / (length[frames.shots[row]] ?? 1)
        }
        let sum = raw.reduce(0, +)
        return raw.map { sum > 0 ? $0 / sum : 0 }
    }

    /// Whether each group is smaller than another one of its shot.
    private static func minority(_ members: [[Int]], _ frames: LabelledFrames) -> [Bool] {
        var largest: [Int: Int] = [:]
        for rows in members { largest[frames.shots[rows[0]]] = max(largest[frames.shots[rows[0]]] ?? 0, rows.count) }
        return members.map { $0.count < (largest[frames.shots[$0[0]]] ?? 0) }
    }

    /// The weighted share of a row's nearest rows, by cosine, that have another label.
    static func disagreement(_ frames: LabelledFrames, of asked: [Int]) -> [Double] {
        let unit = unitRows(frames.features)
        var out: [Double] = []
        for start in stride(from: 0, to: asked.count, by: 256) {
            let block = Array(asked[start..<min(asked.count, start + 256)])
            let cosines = Linear.product(unit.selecting(rows: block), unit, transposed: true)
            for (i, row) in block.enumerated() {
                let near = nearest(cosines.row(i), without: row)
                var all = 0.0, against = 0.0
                for (other, cosine) in near {
                    let weight = Double(exp(sharpness * (cosine - 1)))
                    all += weight
                    if frames.labels[other] != frames.labels[row] { against += weight }
                }
                out.append(all > 0 ? against / all : 0)
            }
        }
        return out
    }

    /// The most alike, in one pass.
    private static func nearest(_ cosines: ArraySlice<Float>, without own: Int) -> [(Int, Float)] {
        var best: [(Int, Float)] = []
        for (other, cosine) in cosines.enumerated() where other != own {
            if best.count == neighbourCount, cosine <= best[neighbourCount - 1].1 { continue }
            let place = best.firstIndex { $0.1 < cosine } ?? best.count
            best.insert((other, cosine), at: place)
            if best.count > neighbourCount { best.removeLast() }
        }
        return best
    }

    private static func unitRows(_ matrix: Matrix) -> Matrix {
        var out = matrix
        for row in 0..<matrix.rows {
            let length = matrix.row(row).reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard length > 0 else { continue }
            for column in 0..<matrix.columns { out[row, column] /= length }
        }
        return out
    }
}
