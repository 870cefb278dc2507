// What batches, opinions and labels must be by imports and events alone, held against what is stored.

import Frames
import GRDB

struct RebuiltState {
    private static let mostLines = 20

    private let db: Database
    private let experts: Set<String>
    private var history = BatchHistory()
    /// Effective events by frame number, oldest first.
    private var events: [String: [EffectiveEvent]] = [:]

    init(_ db: Database) throws {
        self.db = db
        experts = Set(try Experts.read(db).map(reviewerKey))
        let log = """
            SELECT kind, reviewer, class, note, propagated, at_ms, frame, batch, target FROM event ORDER BY at_ms, uuid
            """
        var rows = try Row.fetchCursor(db, sql: log)
        while let row = try rows.next() {
            guard let event = EffectiveEvent(row) else { continue }
            history.take(event.kind, batch: row[7], reviewer: event.reviewer, time: event.time, target: row[8])
        }
        rows = try Row.fetchCursor(db, sql: log)
        while let row = try rows.next() {
            guard let event = EffectiveEvent(row), let frame: String = row[6],
                  history.batches[row[7]]?.isUndone == false else { continue }
            events[frame, default: []].append(event)
        }
    }

    func checkBatches(repair: Bool) throws -> [String] {
        var stored: [String: BatchHistory.Batch] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT id, reviewer, at_ms, undone, redo_ms FROM batch")
        while let row = try rows.next() {
            stored[row[0]] = .init(reviewer: row[1], time: row[2], isUndone: row[3], redo: row[4])
        }
        guard stored != history.batches else { return [] }
        let wrong = Set(stored.keys).union(history.batches.keys).filter { stored[$0] != history.batches[$0] }.count
        if repair {
            try db.execute(sql: "DELETE FROM batch")
            for (id, batch) in history.batches {
                try db.cachedStatement(sql: "INSERT INTO batch VALUES (?, ?, ?, ?, ?)")
                    .execute(arguments: [id, batch.reviewer, batch.time, batch.isUndone, batch.redo])
            }
        }
        return ["\(wrong) batches are not as the log says (undone, or to be redone)."]
    }

    func checkFrames(repair: Bool) throws -> [String] {
        let differing = try differingFrames()
        if repair {
            let keeper = try LabelKeeper(db)
            for frame in differing { try keeper.replace(frame.id, episode: frame.episode, position: frame.position, frame.verdict) }
        }
        var lines = differing.prefix(Self.mostLines).map { "\($0.number): \($0.what)." }
        if differing.count > lines.count { lines.append("… and \(differing.count - lines.count) more frames.") }
        let orphans = try Int.fetchOne(db, sql: """
            SELECT count(*) FROM label WHERE frame_id NOT IN (SELECT id FROM frame)
            """) ?? 0
        if orphans > 0 {
            lines.append("\(orphans) labels belong to no frame.")
            if repair { try db.execute(sql: "DELETE FROM label WHERE frame_id NOT IN (SELECT id FROM frame)") }
        }
        return lines
    }

    private struct Difference {
        var id: FrameID
        var number: String
        var episode: Int64
        var position: Int
        var verdict: FrameVerdict
        var what: String
    }

    private func differingFrames() throws -> [Difference] {
        var out: [Difference] = []
        var opinions = try storedOpinions()
        let rows = try Row.fetchCursor(db, sql: """
            SELECT f.id, f.number, f.episode_id, f.position, f.unsupervised, f.supervised, f.jonny,
              l.episode_id, l.position,
              \(Row.stateColumns)
            FROM frame f LEFT JOIN label l ON l.frame_id = f.id ORDER BY f.id
            """)
        while let row = try rows.next() {
            let id: FrameID = row[0], number: String = row[1]
            let imported = ImportedClasses(unsupervised: row.rarity(4), supervised: row.rarity(5), jonny: row.rarity(6))
            let verdict = FrameVerdict(imported: imported, events: events[number] ?? [], experts: experts)
            let state = row.frameState(from: 9)
            let storedEpisode: Int64? = row[7], storedPosition: Int? = row[8]
            var what: String?
            if storedEpisode == nil {
                what = "has no label"
            } else if storedEpisode != row[2] || storedPosition != row[3] {
                what = "its label lies at another place of the film"
            } else if state != verdict.state {
                what = "in effect is \(Self.words(state)); by imports and events it is \(Self.words(verdict.state))"
            } else if opinions.removeValue(forKey: id) ?? [] != verdict.opinions {
                what = "the reviewers' opinions are not as the log says"
            }
            if let what {
                out.append(Difference(id: id, number: number, episode: row[2], position: row[3], verdict: verdict, what: what))
            }
        }
        return out
    }

    private func storedOpinions() throws -> [FrameID: [Opinion]] {
        let rows = try Row.fetchCursor(db, sql: """
            SELECT frame_id, name, class, propagated, at_ms FROM opinion ORDER BY frame_id, at_ms
            """)
        var out: [FrameID: [Opinion]] = [:]
        while let row = try rows.next() {
            let name: String = row[1]
            out[row[0], default: []].append(Opinion(
                reviewer: name, rarity: row.rarity(2), propagated: row[3], time: row[4],
                isExpert: experts.contains(reviewerKey(name))))
        }
        return out
    }

    private static func words(_ state: FrameState) -> String {
        var words = [state.label?.name ?? "no class"]
        if let source = state.source { words.append("(\(source.rawValue))") }
        for (name, on) in [("propagated", state.propagated), ("contested", state.contested), ("reviewed", state.reviewed),
                           ("unsure", state.unsure), ("flagged", state.flagged), ("with a note", state.note != nil)] where on {
            words.append(name)
        }
        return words.joined(separator: " ")
    }
}
