// How far two reviewers agree, and how much of that chance would give as well.

import Frames
import GRDB

/// The opinions of two reviewers on the frames that both have decided.
public struct Agreement: Equatable, Sendable, Codable {
    /// Folded names, in alphabetical order.
    public var first, second: String
    /// Frames on which both have given a class.
    public var frames: Int
    /// Share of these with the same class.
    public var agreed: Double
    /// Cohen's kappa: 1 is perfect, 0 is what chance gives; `nil` where both only ever gave one and the same class.
    public var kappa: Double?
    /// The same with squared distances of the classes: a wide miss counts more.
    public var quadraticKappa: Double?

    enum CodingKeys: String, CodingKey {
        case first, second, frames, agreed, kappa
        case quadraticKappa = "quadratic_kappa"
    }

    /// - Parameter table: frames by class, `table[first's class][second's class]`.
    init(first: String, second: String, table: [[Int]]) {
        (self.first, self.second) = (first, second)
        frames = table.reduce(0) { $0 + $1.reduce(0, +) }
        let same = table.indices.reduce(0) { $0 + table[$1][$1] }
        agreed = frames > 0 ? Double(same) / Double(frames) : 0
        kappa = Self.kappa(table) { $0 == $1 ? 0 : 1 }
        quadraticKappa = Self.kappa(table) { Double(($0 - $1) * ($0 - $1)) }
    }

    /// One minus the observed disagreement over that of chance, weighted.
    /// - Source: Cohen, Weighted Kappa, Psychological Bulletin 1968.
    static func kappa(_ table: [[Int]], weight: (Int, Int) -> Double) -> Double? {
        let total = Double(table.reduce(0) { $0 + $1.reduce(0, +) })
        let rows = table.map { Double($0.reduce(0, +)) }
        let columns = table.indices.map { c in Double(table.reduce(0) { $0 + $1[c] }) }
        var observed = 0.0, chance = 0.0
        for i in table.indices {
            for j in table.indices {
                observed += weight(i, j) * Double(table[i][j])
                chance += weight(i, j) * rows[i] * columns[j] / max(total, 1)
            }
        }
        return chance > 0 ? 1 - observed / chance : nil
    }
}

extension ReviewStore {
    /// Agreement of every two reviewers who have decided on the same frames, by their latest opinions. Cost: one pass
    /// over the opinions.
    public func agreements() throws -> [Agreement] {
        let rows = try read { db in
            try Row.fetchAll(db, sql: """
                SELECT a.reviewer, b.reviewer, a.class, b.class, count(*)
                FROM opinion a CROSS JOIN opinion b ON b.frame_id = a.frame_id AND b.reviewer > a.reviewer
                WHERE a.class IS NOT NULL AND b.class IS NOT NULL GROUP BY 1, 2, 3, 4
                """).compactMap { row -> (pair: [String], a: RarityClass, b: RarityClass, frames: Int)? in
                    guard let a = row.rarity(2), let b = row.rarity(3) else { return nil }
                    return ([row[0], row[1]], a, b, row[4])
                }
        }
        let empty = [[Int]](repeating: [Int](repeating: 0, count: RarityClass.count), count: RarityClass.count)
        var tables: [[String]: [[Int]]] = [:]
        for row in rows { tables[row.pair, default: empty][row.a.rawValue][row.b.rawValue] += row.frames }
        return tables.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map { Agreement(first: $0.key[0], second: $0.key[1], table: $0.value) }
    }
}
