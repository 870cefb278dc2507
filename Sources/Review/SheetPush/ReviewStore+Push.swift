// What is known of a sheet's cells while a push is under way: said before Google is asked, confirmed after it has answered.

import Frames
import Ingest

extension ReviewStore {
    func pushWishes(_ episode: EpisodeCode) throws -> PushWishes {
        try read { try PushWishes($0, episode) }
    }

    /// Cells are about to be written.
    func beginPush(_ wishes: [PushWish]) throws {
        try write { db in
            for wish in wishes {
                try db.cachedStatement(sql: """
                    INSERT INTO pushed_cell VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET wanted = excluded.wanted
                    """).execute(arguments: [wish.frame, wish.column.rawValue, wish.before, wish.held, wish.wanted])
            }
        }
    }

    /// Cells hold what they should. One that a push never touched stays unknown: whoever filled it, it was not Rarity.
    func finishPush(_ wishes: [PushWish]) throws {
        let open = wishes.filter { $0.isRestored || $0.held != $0.wanted || ($0.pending ?? $0.wanted) != $0.wanted }
        guard !open.isEmpty else { return }
        try write { db in
            for wish in open {
                if wish.isRestored { try PushedCells.forget(db, wish.frame, wish.column); continue }
                try db.cachedStatement(sql: "UPDATE pushed_cell SET held = ?, wanted = ? WHERE frame_id = ? AND name = ?")
                    .execute(arguments: [wish.wanted, wish.wanted, wish.frame, wish.column.rawValue])
            }
        }
    }
}
