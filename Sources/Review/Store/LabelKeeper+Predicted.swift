// `label.predicted` is a copy of the current model's word, so that a disagreement is found by an index.

import Frames
import GRDB

extension LabelKeeper {
    /// Brings `predicted` of every frame in step with the current model. Cost: one pass over all frames.
    static func restorePredicted(_ db: Database) throws {
        for (frame, predicted) in try differingPredicted(db) {
            try db.cachedStatement(sql: "UPDATE label SET predicted = ? WHERE frame_id = ?")
                .execute(arguments: [predicted?.name, frame])
        }
    }

    /// The frames where `predicted` is not what the current model says, and what it says.
    static func differingPredicted(_ db: Database) throws -> [(FrameID, RarityClass?)] {
        let rows = try Row.fetchCursor(db.cachedStatement(sql: """
            SELECT l.frame_id, l.predicted, p.p_junk, p.p_common, p.p_uncommon, p.p_rare, p.p_legendary
            FROM label l LEFT JOIN prediction p ON p.model_id = ? AND p.frame_id = l.frame_id
            """), arguments: [try ReviewStore.currentModelID(db)])
        var out: [(FrameID, RarityClass?)] = []
        while let row = try rows.next() {
            let predicted = row.prediction(from: 2)?.rarity
            if row.rarity(1) != predicted { out.append((row[0], predicted)) }
        }
        return out
    }
}
