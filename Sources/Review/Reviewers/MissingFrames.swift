// The frames that only the other database has, with what their sheet says, and their episodes.

import Frames
import GRDB

struct MissingFrames {
    private let db: Database
    private(set) var episodes = 0
    /// Of the frames inserted here.
    private(set) var ids: [FrameID] = []
    private(set) var problems: [String] = []
    private var subjects = SubjectEncoder()

    init(_ db: Database) { self.db = db }

    mutating func insert() throws {
        for row in try Row.fetchAll(db, sql: """
            SELECT id, code, title, spreadsheet_url, share_link, manifest_file FROM other.episode ORDER BY code
            """) {
            guard let code = EpisodeCode(text: row[1] as String) else {
                problems.append("The episode \"\((row[1] as String).printable(limit: 40))\" is none; left out.")
                continue
            }
            try insertFrames(of: row[0], code: code, facts: row)
        }
    }

    private mutating func insertFrames(of other: Int64, code: EpisodeCode, facts: Row) throws {
        let rows = try Row.fetchAll(db, sql: """
            SELECT o.number, o.sheet_row, o.row_index, b.url, o.unsupervised, o.supervised, o.jonny, o.subjects
            FROM other.frame o LEFT JOIN other.base_url b ON b.id = o.base_url_id
            WHERE o.episode_id = ? AND NOT EXISTS (SELECT 1 FROM main.frame f WHERE f.number = o.number)
            """, arguments: [other])
        var episode = try Int64.fetchOne(db, sql: "SELECT id FROM main.episode WHERE code = ?", arguments: [code.description])
        guard !rows.isEmpty || episode == nil else { return }
        if episode == nil {
            try db.execute(sql: """
                INSERT INTO main.episode (code, title, spreadsheet_url, share_link, manifest_file) VALUES (?, ?, ?, ?, ?)
                """, arguments: [code.description, facts[2] as String, facts[3] as String, facts[4] as String, facts[5] as String])
            episode = db.lastInsertedRowID
            episodes += 1
        }
        guard let episode else { return }
        for row in rows {
            guard let number = FrameNumber(text: row[0] as String), number.episode == code, number.description == row[0] else {
                problems.append("\"\((row[0] as String).printable(limit: 40))\" is no frame number of \(code); left out.")
                continue
            }
            try insert(number, FrameFacts(row, from: 1), into: episode)
        }
        try FilmOrder.restore(db, episode)
    }

    private mutating func insert(_ number: FrameNumber, _ facts: FrameFacts, into episode: Int64) throws {
        var url: Int64?
        if let base = facts.baseURL {
            try db.execute(sql: "INSERT INTO main.base_url (url) VALUES (?) ON CONFLICT DO NOTHING", arguments: [base])
            url = try Int64.fetchOne(db, sql: "SELECT id FROM main.base_url WHERE url = ?", arguments: [base])
        }
        try db.cachedStatement(sql: """
            INSERT INTO main.frame (number, episode_id, position, series, timecode, sheet_row, row_index, base_url_id,
              unsupervised, supervised, jonny, subjects) VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """).execute(arguments: [
                number.description, episode, number.series, number.timecode.index, facts.sheetRow, facts.rowIndex, url,
                facts.classes.unsupervised?.name, facts.classes.supervised?.name, facts.classes.jonny?.name,
                subjects.encode(SubjectDecoder.decode(facts.subjects)),
            ])
        let id = db.lastInsertedRowID
        ids.append(id)
        try LabelKeeper(db).insert(id, episode: episode, position: 0, FirstLabel(facts.classes))
    }
}
