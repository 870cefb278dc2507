// What a new model changed: frames that flipped to right, and to wrong, by the labels that people gave.

import Frames
import GRDB

/// Two kept models side by side.
public struct ModelComparison: Equatable, Sendable {
    /// A frame on which they differ.
    public struct Flip: Equatable, Sendable, Codable {
        public var frame: String
        public var label: RarityClass
        public var before, after: RarityClass
    }

    public var before, after: String
    /// Human-labelled frames that both predict.
    public var labelled = 0
    /// Of those: right by the one, right by the other.
    public var rightBefore = 0, rightAfter = 0
    public var toRight: [Flip] = []
    public var toWrong: [Flip] = []
    /// Wrong in another way.
    public var stillWrong: [Flip] = []
    /// Frames without a human label whose prediction changed, of how many.
    public var changedUnlabelled = 0, unlabelled = 0
}

extension ReviewStore {
    /// Compares two kept models over all frames that both predict. Models have seen the labels that they are compared by;
    /// what they are worth on new frames is in their validation.
    /// - Throws: `ReviewError.invalid` for a model that is not kept.
    /// - Cost: two predictions a frame.
    public func compare(_ before: String, _ after: String) throws -> ModelComparison {
        _ = try (head(ofModel: before), head(ofModel: after))
        return try read { db in
            var out = ModelComparison(before: before, after: after)
            let rows = try Row.fetchCursor(db, sql: """
                SELECT f.number, l.class, l.source, l.contested,
                  a.p_junk, a.p_common, a.p_uncommon, a.p_rare, a.p_legendary,
                  b.p_junk, b.p_common, b.p_uncommon, b.p_rare, b.p_legendary
                FROM prediction a
                JOIN prediction b ON b.frame_id = a.frame_id AND b.model_id = (SELECT id FROM model WHERE name = ?)
                JOIN frame f ON f.id = a.frame_id JOIN label l ON l.frame_id = f.id
                WHERE a.model_id = (SELECT id FROM model WHERE name = ?) ORDER BY l.episode_id, l.position
                """, arguments: [after, before])
            while let row = try rows.next() {
                guard let old = row.prediction(from: 4)?.rarity, let new = row.prediction(from: 9)?.rarity else { continue }
                let source: String? = row[2], isContested: Bool = row[3]
                guard let label = row.rarity(1), source.flatMap(LabelSource.init)?.isHuman == true, !isContested else {
                    out.unlabelled += 1
                    if old != new { out.changedUnlabelled += 1 }
                    continue
                }
                out.labelled += 1
                if old == label { out.rightBefore += 1 }
                if new == label { out.rightAfter += 1 }
                guard old != new else { continue }
                let flip = ModelComparison.Flip(frame: row[0], label: label, before: old, after: new)
                if new == label { out.toRight.append(flip) } else if old == label { out.toWrong.append(flip) } else { out.stillWrong.append(flip) }
            }
            return out
        }
    }
}
