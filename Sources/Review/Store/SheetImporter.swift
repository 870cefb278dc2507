// One import inside one transaction: rows become frames, in the order of the film.

import Frames
import GRDB
import Ingest

struct SheetImporter {
    private let db: Database
    private let episode: Int64
    private let code: EpisodeCode
    private let missing: Set<SheetColumn>
    private let columns: [SheetColumn: Int]
    private let keeper: LabelKeeper
    private var known: [String: KnownFrame]
    private var lastBaseURL: (url: String, id: Int64?) = ("", nil)
    private var lastSeries = "", allSeries: Set<String> = []
    /// Frames of the series so far that somebody decided on, also where no sheet has had them yet.
    private var decided: Set<String> = []
    /// Cells that a push has written.
    private let pushed: PushedCells
    private var subjects = SubjectEncoder()
    private var newFrames: NewFrames
    private var report: ImportReport
    /// New frames that somebody has decided on before.
    private var waiting: [FrameID] = []
    private var unread: [(frame: FrameID, texts: [SheetColumn: String])] = []
    /// Whether frames have the positions that belong to their timecodes.
    private var isInOrder = true

    init(_ db: Database, _ entry: EpisodeEntry, _ sheet: ArrivingSheet, imageFolder: String?) throws {
        self.db = db
        (code, missing, columns) = (entry.code, sheet.missing, sheet.columns)
        try db.execute(sql: """
            INSERT INTO episode (code, title, spreadsheet_url, share_link, manifest_file, image_folder)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (code) DO UPDATE SET title = excluded.title, spreadsheet_url = excluded.spreadsheet_url,
              share_link = excluded.share_link, manifest_file = excluded.manifest_file,
              image_folder = ifnull(excluded.image_folder, image_folder)
            """, arguments: [entry.code.description, entry.title, entry.spreadsheetURL, entry.shareLink,
                             entry.manifestFile, imageFolder])
        episode = try ReviewStore.episodeID(db, entry.code)
        keeper = try LabelKeeper(db)
        known = try KnownFrame.all(db, episode)
        newFrames = try NewFrames(db, episode, about: sheet.estimatedRows - known.count)
        pushed = try PushedCells(db, episode)
        report = ImportReport(episode: entry.code)
    }

    mutating func run(_ sheet: ArrivingSheet) throws -> ImportReport {
        if known.isEmpty { try insertAll(sheet) } else { try compare(sheet) }
        try newFrames.finish()
        if !isInOrder { try FilmOrder.restore(db, episode) }
        for frame in waiting { try keeper.refresh(frame) }
        try SheetMemory.keep(db, episode, columns: columns, unread: unread)
        try findStanding()
        if report.new > 0 { try ShotKeeper(db).refresh(episode) }
        if report.new > 0 || report.changed > 0 { try ReviewStore.revise(db) }
        return report
    }

    /// A first import: rows are stored while those below them are read.
    private mutating func insertAll(_ sheet: ArrivingSheet) throws {
        var last = -1
        report.problems = try sheet.readAhead { rows in
            // By index: a copy of a row would count its references up and down.
            for index in rows.indices {
                isInOrder = isInOrder && rows[index].number.timecode.index > last
                last = rows[index].number.timecode.index
            }
            try insert(rows)
            report.rows += rows.count
            report.hasAddresses = report.hasAddresses || rows.contains { $0.baseURL != nil }
        }
    }

    /// An import after others: what it says of known frames is compared with what they said.
    private mutating func compare(_ sheet: ArrivingSheet) throws {
        let sheet = sheet.sheet
        report.problems = sheet.problems
        var new: [SheetRow] = []
        report.rows = sheet.rows.count
        report.hasAddresses = sheet.rows.contains { $0.baseURL != nil }
        for row in sheet.rows {
            try meetSeries(row.number.series)
            if let frame = known.removeValue(forKey: row.number.description) { try update(frame, row) } else { new.append(row) }
        }
        isInOrder = new.isEmpty
        try insert(new)
        for (number, frame) in known {
            report.gone.append(number)
            if frame.facts.sheetRow != nil {
                try db.cachedStatement(sql: "UPDATE frame SET sheet_row = NULL WHERE id = ?").execute(arguments: [frame.id])
            }
        }
        report.gone.sort()
    }

    /// Before a row of it is stored.
    private mutating func meetSeries(_ series: String) throws {
        if series == lastSeries { return }
        lastSeries = series
        if allSeries.insert(series).inserted { decided.formUnion(try decided(inSeries: series)) }
    }

    /// The numbers of an episode lie together in the index, since they begin alike.
    private func decided(inSeries series: String) throws -> [String] {
        let first = FrameNumber(series: series, episode: code, timecode: Timecode(index: 0)).description
        let prefix = String(first.prefix { $0 != "-" })
        return try String.fetchAll(db.cachedStatement(sql: "SELECT DISTINCT frame FROM event WHERE frame >= ? AND frame < ?"), arguments: [prefix, prefix + "~"])
    }

    /// New rows, behind those so far.
    private mutating func insert(_ rows: [SheetRow]) throws {
        var baseURLs: [Int64?] = []
        for index in rows.indices {
            try meetSeries(rows[index].number.series)
            baseURLs.append(try id(ofBaseURL: rows[index].baseURL))
        }
        let first = try newFrames.insert(rows, baseURLs, position: report.new)
        for index in rows.indices {
            let frame = first + Int64(index)
            if !rows[index].unread.isEmpty { unread.append((frame, rows[index].unread)) }
            if !decided.isEmpty, decided.contains(rows[index].number.description) { waiting.append(frame) }
        }
        report.new += rows.count
    }

    private mutating func update(_ frame: KnownFrame, _ row: SheetRow) throws {
        if !row.unread.isEmpty { unread.append((frame.id, row.unread)) }
        var facts = FrameFacts(row, subjects: subjects.encode(row.subjects))
        facts.keep(missing, of: frame.facts)
        facts.keep(try pushed.standing(db, frame.id, row, missing: missing), of: frame.facts)
        guard facts != frame.facts else { return }
        let changes = facts.changes(from: frame.facts, row: row.row, frame: row.number.description)
        if !changes.isEmpty { report.changed += 1 }
        report.changes += changes
        try db.cachedStatement(sql: """
            UPDATE frame SET sheet_row = ?, row_index = ?, base_url_id = ?, unsupervised = ?, supervised = ?, jonny = ?,
              subjects = ? WHERE id = ?
            """).execute(arguments: [
                facts.sheetRow, facts.rowIndex, try id(ofBaseURL: facts.baseURL), facts.classes.unsupervised?.name,
                facts.classes.supervised?.name, facts.classes.jonny?.name, facts.subjects, frame.id,
            ])
        if facts.classes != frame.facts.classes { try keeper.refresh(frame.id) }
    }

    private mutating func id(ofBaseURL url: String?) throws -> Int64? {
        guard let url else { return nil }
        if url == lastBaseURL.url { return lastBaseURL.id }
        try db.execute(sql: "INSERT INTO base_url (url) VALUES (?) ON CONFLICT DO NOTHING", arguments: [url])
        let id = try Int64.fetchOne(db, sql: "SELECT id FROM base_url WHERE url = ?", arguments: [url])
        lastBaseURL = (url, id)
        return id
    }

    /// Where the app's decision stands over a class of the sheet at the same rank.
    private mutating func findStanding() throws {
        if decided.isEmpty { return }
        let rows = try Row.fetchAll(db, sql: """
            SELECT DISTINCT f.sheet_row, f.number, ifnull(s.wanted, f.supervised), ifnull(j.wanted, f.jonny), l.class, l.source
            FROM frame f CROSS JOIN label l ON l.frame_id = f.id
            LEFT JOIN pushed_cell s ON s.frame_id = f.id AND s.name = '\(SheetColumn.supervised.rawValue)'
            LEFT JOIN pushed_cell j ON j.frame_id = f.id AND j.name = '\(SheetColumn.jonny.rawValue.replacing("'", with: "''"))'
            WHERE f.episode_id = ? AND f.sheet_row IS NOT NULL AND l.reviewed = 1 AND l.source IN ('jonny', 'reviewer')
            ORDER BY f.sheet_row
            """, arguments: [episode])
        for row in rows {
            let byExpert = row[5] as String == LabelSource.jonny.rawValue
            guard let app = row.rarity(4), let sheet = row.rarity(byExpert ? 3 : 2), sheet != app else { continue }
            let column: SheetColumn = byExpert ? .jonny : .supervised
            report.standing.append(.init(row: row[0], frame: row[1], column: column.rawValue, sheet: sheet, app: app))
        }
    }
}
