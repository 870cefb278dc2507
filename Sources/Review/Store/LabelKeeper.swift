// Keeps `label` and `opinion` in step with imports and events, frame by frame, inside the caller's transaction.

import Frames
import GRDB

struct LabelKeeper {
    let db: Database
    /// Keys of the reviewers who have the last word.
    let experts: Set<String>

    init(_ db: Database) throws {
        self.db = db
        experts = Set(try Experts.read(db).map(reviewerKey))
    }

    /// Concludes the state of a frame anew and stores it.
    @discardableResult
    func refresh(_ frame: FrameID) throws -> FrameState {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT number, unsupervised, supervised, jonny FROM frame WHERE id = ?"),
            arguments: [frame])
        guard let row else { throw ReviewError.invalid("There is no frame with the id \(frame) in this database.") }
        let number: String = row[0]
        let imported = ImportedClasses(unsupervised: row.rarity(1), supervised: row.rarity(2), jonny: row.rarity(3))
        let verdict = try verdict(number, imported)
        try store(verdict, of: frame)
        return verdict.state
    }

    /// What imports and events come to; reads only.
    func verdict(_ number: String, _ imported: ImportedClasses) throws -> FrameVerdict {
        let rows = try Row.fetchCursor(db.cachedStatement(sql: """
            SELECT e.kind, e.reviewer, e.class, e.note, e.propagated, e.at_ms
            FROM event e JOIN batch b ON b.id = e.batch
            WHERE e.frame = ? AND b.undone = 0 ORDER BY e.at_ms, e.uuid
            """), arguments: [number])
        var events: [EffectiveEvent] = []
        while let row = try rows.next() { if let event = EffectiveEvent(row) { events.append(event) } }
        return FrameVerdict(imported: imported, events: events, experts: experts)
    }

    private func store(_ verdict: FrameVerdict, of frame: FrameID) throws {
        try db.cachedStatement(sql: "DELETE FROM opinion WHERE frame_id = ?").execute(arguments: [frame])
        try storeOpinions(verdict.opinions, of: frame)
        let state = verdict.state
        try db.cachedStatement(sql: """
            UPDATE label SET class = ?, source = ?, propagated = ?, contested = ?, reviewed = ?, unsure = ?,
              flagged = ?, note = ? WHERE frame_id = ?
            """).execute(arguments: [
                state.label?.name, state.source?.rawValue, state.propagated, state.contested, state.reviewed,
                state.unsure, state.flagged, state.note, frame,
            ])
    }

    /// The first label of a frame: what the sheet says.
    func insert(_ frame: FrameID, episode: Int64, position: Int, _ label: FirstLabel) throws {
        try db.cachedStatement(sql: "INSERT INTO label (frame_id, episode_id, position, class, source) VALUES (?, ?, ?, ?, ?)")
            .execute(arguments: [frame, episode, position, label.rarity?.name, label.source?.rawValue])
    }

    /// Puts a label in the place of whatever is stored; the model's word stays.
    func replace(_ frame: FrameID, episode: Int64, position: Int, _ verdict: FrameVerdict) throws {
        try db.execute(sql: """
            INSERT INTO label (frame_id, episode_id, position) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET episode_id = excluded.episode_id, position = excluded.position
            """, arguments: [frame, episode, position])
        try store(verdict, of: frame)
    }

    private func storeOpinions(_ opinions: [Opinion], of frame: FrameID) throws {
        for opinion in opinions {
            try db.cachedStatement(sql: """
                INSERT INTO opinion (frame_id, reviewer, name, class, propagated, at_ms) VALUES (?, ?, ?, ?, ?, ?)
                """).execute(arguments: [
                    frame, reviewerKey(opinion.reviewer), opinion.reviewer, opinion.rarity?.name,
                    opinion.propagated, opinion.time,
                ])
        }
    }
}

extension EffectiveEvent {
    /// Columns: kind, reviewer, class, note, propagated, at_ms. `nil` for a kind that this program does not know.
    init?(_ row: Row) {
        guard let kind = EventKind(rawValue: row[0]) else { return nil }
        self.init(kind: kind, reviewer: row[1], rarity: row.rarity(2), note: row[3], propagated: row[4], time: row[5])
    }
}
