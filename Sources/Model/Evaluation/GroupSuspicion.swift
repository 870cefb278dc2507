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
    ///   - traits: what else is known of each, such as its subjects as 0 and 1; a row a frame.
    /// - Throws: `ModelError` without rows.
    /// - Cost: a fit, its shots left out, and a cosine of every frame of a minority group with every other.
    public init(_ frames: LabelledFrames, classes: Int, traits: Matrix? = nil) throws(ModelError) {
        var known = frames
        if let traits { known.features = Self.joined(frames.features, traits) }
        let fit = try RidgeFit(known, classes: classes, rowWeights: Self.weights(frames), penalty: nil)
        // Not pooled over the shot: what is odd in it would be outvoted.
        let ridge = fit.scoresWithoutGroup() ?? fit.scores(known.features)
        let outOfShot = LinearHead.probabilities(scores: ridge, temperature: Temperature.fit(scores: ridge, labels: frames.labels))
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
        let others = Self.others(members, frames), minority = others.map { $0 != nil }
        let error = members.map { rows in
            rows.reduce(0.0) { $0 + 1 - Double(outOfShot[$1, frames.labels[$1]]) } / Double(rows.count)
        }
        let asked = members.indices.filter { minority[$0] }.flatMap { members[$0] }
        let disagreement = Dictionary(uniqueKeysWithValues: zip(asked, Self.disagreement(frames, of: asked)))
        var out = [Double](repeating: 0, count: frames.count), signals = [Signal](repeating: .outOfShot, count: frames.count)
        for (group, rows) in members.enumerated() {
            let against = rows.reduce(0.0) { $0 + (disagreement[$1] ?? 0) } / Double(rows.count)
            // Either witness is enough. The neighbours' word counts by how much of the shot has another label.
            let near = against * (others[group] ?? 0)
            for row in rows {
                out[row] = 1 - (1 - near) * (1 - error[group])
                if near > error[group] { signals[row] = .neighbours }
            }
        }
        (self.scores, self.signals) = (out, signals)
    }

    private struct Key: Hashable {
        let shot, label: Int
    }

    /// One by the root of the shot's frames, and no weight by class: one wrong label of a rare class would spoil the head
    /// by which it is to be found. They add up to 1.
    static func weights(_ frames: LabelledFrames) -> [Float] {
        var length: [Int: Float] = [:]
        for shot in frames.shots { length[shot, default: 0] += 1 }
        let raw = frames.shots.map { 1 / (length[$0] ?? 1).squareRoot() }
        let sum = raw.reduce(0, +)
        return raw.map { sum > 0 ? $0 / sum : 0 }
    }

    /// How much traits weigh beside the features: their root mean square length by the features'.
    static let traitShare: Float = 0.3

    /// Features and traits side by side, the traits about their mean.
    static func joined(_ features: Matrix, _ traits: Matrix) -> Matrix {
        precondition(traits.rows == features.rows)
        let n = Float(max(1, traits.rows))
        var centred = traits
        for column in 0..<traits.columns {
            let mean = (0..<traits.rows).reduce(0) { $0 + traits[$1, column] } / n
            for row in 0..<traits.rows { centred[row, column] -= mean }
        }
        func length(_ matrix: Matrix) -> Float { (matrix.values.reduce(0) { $0 + $1 * $1 } / n).squareRoot() }
        let of = length(centred), scale = of > 0 ? traitShare * length(features) / of : 0
        var values: [Float] = []
        values.reserveCapacity(features.rows * (features.columns + traits.columns))
        for row in 0..<features.rows { values += features.row(row) + centred.row(row).map { $0 * scale } }
        return Matrix(rows: features.rows, columns: features.columns + traits.columns, values: values)
    }

    /// Of each group that is smaller than another one of its shot: the share of the shot's frames outside it.
    private static func others(_ members: [[Int]], _ frames: LabelledFrames) -> [Double?] {
        var largest: [Int: Int] = [:], all: [Int: Int] = [:]
        for rows in members {
            let shot = frames.shots[rows[0]]
            largest[shot] = max(largest[shot] ?? 0, rows.count)
            all[shot, default: 0] += rows.count
        }
        return members.map { rows in
            let shot = frames.shots[rows[0]]
            return rows.count < (largest[shot] ?? 0) ? 1 - Double(rows.count) / Double(all[shot] ?? 1) : nil
        }
    }

    /// The weighted share of a row's nearest rows, by cosine, that have another label.
    static func disagreement(_ frames: LabelledFrames, of asked: [Int]) -> [Double] {
        let unit = frames.features.unitRows
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
}
