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
    /// Human-labelled frames that both were trained on: each is judged by what it says of them without their shot.
    public var labelled = 0
    /// Human-labelled frames that one of them was not trained on.
    public var labelledSince = 0
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
    /// Compares two kept models over all frames that both predict. On labelled frames what each says is taken out of shot:
    /// a model agrees with the labels that it has seen, right or wrong.
    /// - Throws: `ReviewError.invalid` for a model that is not kept.
    /// - Cost: two predictions a frame.
    public func compare(_ before: String, _ after: String) throws -> ModelComparison {
        try read { db in
            let old = try heldOut(db, model: before).classOf, new = try heldOut(db, model: after).classOf
            var out = ModelComparison(before: before, after: after)
            let rows = try Row.fetchCursor(db, sql: """
                SELECT f.number, l.class, l.source, l.contested,
                  a.p_junk, a.p_common, a.p_uncommon, a.p_rare, a.p_legendary,
                  b.p_junk, b.p_common, b.p_uncommon, b.p_rare, b.p_legendary, f.id
                FROM prediction a
                JOIN prediction b ON b.frame_id = a.frame_id AND b.model_id = (SELECT id FROM model WHERE name = ?)
                JOIN frame f ON f.id = a.frame_id JOIN label l ON l.frame_id = f.id
                WHERE a.model_id = (SELECT id FROM model WHERE name = ?) ORDER BY l.episode_id, l.position
                """, arguments: [after, before])
            while let row = try rows.next() {
                let frame: FrameID = row[14], source: String? = row[2], isContested: Bool = row[3]
                guard let label = row.rarity(1), source.flatMap(LabelSource.init)?.isHuman == true, !isContested else {
                    guard let a = row.prediction(from: 4)?.rarity, let b = row.prediction(from: 9)?.rarity else { continue }
                    out.unlabelled += 1
                    if a != b { out.changedUnlabelled += 1 }
                    continue
                }
                guard let a = old[frame], let b = new[frame] else {
                    out.labelledSince += 1
                    continue
                }
                out.count(ModelComparison.Flip(frame: row[0], label: label, before: a, after: b))
            }
            return out
        }
    }
}

extension ModelComparison {
    fileprivate mutating func count(_ flip: Flip) {
        labelled += 1
        if flip.before == flip.label { rightBefore += 1 }
        if flip.after == flip.label { rightAfter += 1 }
        guard flip.before != flip.after else { return }
        if flip.after == flip.label { toRight.append(flip) } else if flip.before == flip.label { toWrong.append(flip) } else { stillWrong.append(flip) }
    }
}
